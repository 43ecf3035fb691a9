using System.Collections.Immutable;

namespace Processing.Messaging;

/// <summary>A child process whose delegate returns a value.</summary>
/// <typeparam name="TResult">What it returns; a type that can be a message.</typeparam>
public sealed class ChildProcess<TResult> : ChildProcess
{
    internal ChildProcess(string name, ImmutableArray<int> identity, OwnedProcess process, ControlChannel control)
        : base(name, identity, process, control)
    {
    }

    /// <summary>Blocks until the child has ended and returns what its delegate returned.</summary>
    /// <param name="cancellationToken">Ends the wait, not the child.</param>
    /// <exception cref="RemoteException">The delegate threw.</exception>
    /// <exception cref="ProcessStartException">The child ended before it ran the delegate.</exception>
    /// <exception cref="ProcessDiedException">The child ended without returning: it was killed, crashed, or called Exit.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public TResult GetResult(CancellationToken cancellationToken = default)
    {
        WaitUntilFinished(cancellationToken);
        return ChildOutcome.Of<TResult>(this);
    }

    /// <summary>Completes when the child has ended, with what its delegate returned.</summary>
    /// <inheritdoc cref="GetResult"/>
    public async Task<TResult> GetResultAsync(CancellationToken cancellationToken = default)
    {
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        return ChildOutcome.Of<TResult>(this);
    }
}
