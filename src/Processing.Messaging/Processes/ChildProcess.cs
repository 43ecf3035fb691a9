using System.Collections.Immutable;

namespace Processing.Messaging;

/// <summary>
/// A process started by this one to run a delegate. It runs the same program, but never its <c>Main</c>. All members may be used from any
/// thread. Disposing kills the child if it still lives; a child whose parent ends, however it ends, ends by itself.
/// </summary>
public partial class ChildProcess : IDisposable, IAsyncDisposable, IWaitable
{
    private readonly OwnedProcess _process;
    private readonly ControlChannel _control;

    private int _disposed; // 0 or 1; Interlocked

    internal ChildProcess(string name, ImmutableArray<int> identity, OwnedProcess process, ControlChannel control)
    {
        Name = name;
        Identity = identity;
        _process = process;
        _control = control;
    }

    /// <summary>The child's name, <c>Process-1</c> unless the options said otherwise.</summary>
    public string Name { get; }

    /// <summary>The child's numbers from the root process down; the last is its number among this process's children.</summary>
    public ImmutableArray<int> Identity { get; }

    /// <summary>The child's process id. Once <see cref="ExitCode"/> is there the system may give the number to another process.</summary>
    public int Pid => _process.Id;

    /// <summary>True from the start until the process has ended; a paused process is alive.</summary>
    public bool IsAlive => _process.Status is null;

    /// <summary>
    /// Null while the child lives. Then its exit code: 0 when the delegate returned, 1 when it threw, 127 when it ended because of
    /// <see cref="Stop"/>, -N when signal N ended it. Null too, with <see cref="IsAlive"/> false, in the rare case that other code in this
    /// process waited for the child and took its status.
    /// </summary>
    public int? ExitCode => _process.Status?.Code;

    /// <summary>Completes with the exit code, as <see cref="ExitCode"/> tells it, when the child has ended.</summary>
    public Task<int?> Exited => ExitedAsync();

    internal ControlChannel Control => _control;

    /// <summary>Blocks until the child has ended. May be called any number of times.</summary>
    /// <param name="cancellationToken">Ends the wait, not the child.</param>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public void Join(CancellationToken cancellationToken = default) => _process.WaitForExit(Deadline.Never, cancellationToken);

    /// <summary>Blocks until the child has ended or the time has passed.</summary>
    /// <param name="timeout">How long to wait; zero or less only looks; <see cref="Timeout.InfiniteTimeSpan"/> waits without limit.</param>
    /// <param name="cancellationToken">Ends the wait, not the child.</param>
    /// <returns>True when the child has ended.</returns>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public bool Join(TimeSpan timeout, CancellationToken cancellationToken = default)
        => _process.WaitForExit(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the child has ended.</summary>
    /// <param name="cancellationToken">Ends the wait, not the child.</param>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public Task JoinAsync(CancellationToken cancellationToken = default) => _process.Exited.WaitAsync(cancellationToken);

    /// <summary>
    /// Asks the child to stop: <see cref="CurrentProcess.StopToken"/> fires there. Returns at once; a child that does not look at the token
    /// runs on. Does nothing once it has ended.
    /// </summary>
    public void Stop() => _control.RequestStop();

    /// <summary>Ends the child with SIGTERM. No finally block and no exit handler runs there. Does nothing once it has ended.</summary>
    public void Terminate() => _process.Signal(Libc.SIGTERM);

    /// <summary>Ends the child, and every process it started in its process group, with SIGKILL. Does nothing once it has ended.</summary>
    public void Kill() => _process.Kill();

    /// <summary>The original package's short form: <c>&lt;Process(Process-1, started)&gt;</c>, later <c>stopped[SIGTERM]</c> and the like.</summary>
    public override string ToString()
        => _process.Status is { } status ? $"<Process({Name}, stopped{status})>" : $"<Process({Name}, started)>";

    /// <summary>Kills the child if it lives, blocks until it has ended, and lets go of what this process held for it.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Kill();
            _process.WaitForExit(Deadline.Never, CancellationToken.None);
            _control.Dispose();
        }
    }

    /// <summary>Kills the child if it lives, waits until it has ended, and lets go of what this process held for it.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Kill();
            await _process.Exited.ConfigureAwait(false);
            _control.Dispose();
        }
    }

    /// <summary>How the child ended; to be asked only once it has.</summary>
    internal ExitStatus FinalStatus => _process.Status ?? throw new InvalidOperationException($"{Name} has not ended.");

    /// <summary>Blocks until the child has ended and all it said was read.</summary>
    internal void WaitUntilFinished(CancellationToken cancellationToken)
    {
        _process.WaitForExit(Deadline.Never, cancellationToken);
        _control.HangUp();
        _control.WaitUntilFinished();
    }

    /// <summary>Completes when the child has ended and all it said was read.</summary>
    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        await _process.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
        _control.HangUp();
        await _control.Finished.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<int?> ExitedAsync() => (await _process.Exited.ConfigureAwait(false)).Code;
}
