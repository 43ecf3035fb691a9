namespace Processing.Messaging;

/// <summary>How an endpoint listens or connects. Read once, when the call is made.</summary>
internal sealed class TransportOptions
{
    /// <summary>What is used when nothing is given.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>Users, beside our own and root, whose processes may be at the other end of a Unix socket; none by default.</summary>
    public IReadOnlyCollection<int> AllowedUserIds { get; init; } = [];

    /// <summary>
    /// How long a TCP peer may have vanished without a word before the connection fails; at least two seconds. Null, the default, is for ever.
    /// </summary>
    public TimeSpan? Heartbeat { get; init; }
}
