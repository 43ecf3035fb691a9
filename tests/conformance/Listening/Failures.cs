using System.Collections.Concurrent;
using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

/// <summary>Collects the handshakes that fail at a listener.</summary>
internal sealed class Failures
{
    private readonly BlockingCollection<HandshakeFailedEventArgs> _failures = [];

    public Failures(Listener listener) => listener.HandshakeFailed += (_, failed) => _failures.Add(failed);

    public int Count => _failures.Count;

    /// <summary>The next one; waits for it.</summary>
    public HandshakeFailedEventArgs Take(TimeSpan limit)
        => _failures.TryTake(out var failed, limit) ? failed : throw new TimeoutException("No handshake failed.");
}
