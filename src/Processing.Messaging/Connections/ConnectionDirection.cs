namespace Processing.Messaging;

/// <summary>Which ways messages can go through one end of a pipe.</summary>
[Flags]
internal enum ConnectionDirection
{
    /// <summary>This end receives.</summary>
    Receive = 1,

    /// <summary>This end sends.</summary>
    Send = 2,

    /// <summary>Both.</summary>
    Duplex = Receive | Send,
}
