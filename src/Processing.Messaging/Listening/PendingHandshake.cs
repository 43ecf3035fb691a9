namespace Processing.Messaging;

/// <summary>A connection whose peer has not proved anything yet, and the limits it stands under.</summary>
internal sealed class PendingHandshake : IDisposable
{
    private readonly CancellationTokenSource _end;
    private int _reason = (int)AuthenticationFailure.TimedOut; // what ends it unless something else does first

    /// <summary>Starts the clock.</summary>
    public PendingHandshake(TimeSpan timeout, TimeProvider time) => _end = new CancellationTokenSource(timeout, time);

    /// <summary>Fires when the time is up or the handshake was dropped.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Why <see cref="Token"/> fired; none when the listener ends.</summary>
    public AuthenticationFailure Reason => (AuthenticationFailure)Volatile.Read(ref _reason);

    /// <summary>Ends it, unless its time was up before.</summary>
    public void Drop(AuthenticationFailure reason)
    {
        if (!_end.IsCancellationRequested)
        {
            Volatile.Write(ref _reason, (int)reason);
            _end.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}
