namespace Processing.Messaging;

/// <summary>Takes the connections that come in at one address. Several calls may accept at a time.</summary>
internal abstract class TransportListener : IDisposable
{
    /// <summary>Where it listens; with the port that the system chose.</summary>
    public abstract ProcessAddress Address { get; }

    /// <summary>
    /// Called for each connection that was refused or could not be taken, with the reason: a peer of a foreign user, no descriptors left.
    /// Accepting goes on by itself. Called on the thread that accepts.
    /// </summary>
    public Action<Exception>? AcceptFailed { get; set; }

    /// <summary>Waits for the next connection; blocks the calling thread.</summary>
    /// <exception cref="ObjectDisposedException">The listener was disposed, before or during the call.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public abstract Transport Accept(CancellationToken cancellationToken);

    /// <summary>As <see cref="Accept"/>, without a thread that waits.</summary>
    public abstract ValueTask<Transport> AcceptAsync(CancellationToken cancellationToken);

    /// <summary>Stops listening, and ends the calls that wait. Connections that nobody accepted are refused. Safe to call twice.</summary>
    public abstract void Dispose();

    /// <summary>Names the listener.</summary>
    public override string ToString() => $"The listener on {Address}";
}
