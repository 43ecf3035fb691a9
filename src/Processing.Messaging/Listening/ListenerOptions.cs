namespace Processing.Messaging;

/// <summary>How a <see cref="Listener"/> works. Read once, when the listener is made.</summary>
public sealed class ListenerOptions : EndpointOptions
{
    /// <summary>
    /// How many connections may wait: in the system for their handshake, and here, after it, for <see cref="Listener.Accept(CancellationToken)"/>.
    /// Default: 128.
    /// </summary>
    public int Backlog { get; set; } = 128;

    /// <summary>How long a peer may take from connecting to the end of the handshake. Default: 5 seconds.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many handshakes may be pending; with one more, the oldest is dropped. Default: 64.</summary>
    public int MaxPendingHandshakes { get; set; } = 64;

    /// <summary>How many connections may be open at a time; further ones are refused. Null, the default, is no limit.</summary>
    public int? MaxConnections { get; set; }

    /// <summary>As <see cref="MaxConnections"/>, of one TCP host or one local process. Null, the default, is no limit.</summary>
    public int? MaxConnectionsPerAddress { get; set; }

    /// <summary>Checks the values and takes a copy.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or two contradict each other.</exception>
    internal ListenerOptions Validated()
    {
        Check();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Backlog);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPendingHandshakes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnections ?? 1, 1, nameof(MaxConnections));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnectionsPerAddress ?? 1, 1, nameof(MaxConnectionsPerAddress));
        if (HandshakeTimeout <= TimeSpan.Zero || HandshakeTimeout > LongestTimeout)
        {
            throw new ArgumentOutOfRangeException(
                nameof(HandshakeTimeout), HandshakeTimeout, $"A handshake has a limit, above zero and up to {LongestTimeout}.");
        }

        var copy = (ListenerOptions)MemberwiseClone();
        copy.AllowedUserIds = [.. AllowedUserIds];
        return copy;
    }
}
