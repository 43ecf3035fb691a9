namespace Processing;

/// <summary>The names under which this library reports what it does; they are part of its interface.</summary>
public static class DiagnosticNames
{
    /// <summary>The meter, the activity source and the log category of connections and what stands on them.</summary>
    public const string Messaging = "Processing.Messaging";

    /// <summary>Connections of this process that are not disposed yet.</summary>
    public const string OpenConnections = "processing.connection.open";

    /// <summary>Bytes of messages that went through connections, by <see cref="DirectionTag"/>.</summary>
    public const string ConnectionBytes = "processing.connection.io";

    /// <summary>Messages that went through connections, by <see cref="DirectionTag"/>.</summary>
    public const string ConnectionMessages = "processing.connection.messages";

    /// <summary>Connections that listeners of this process let in.</summary>
    public const string AcceptedConnections = "processing.listener.accepted";

    /// <summary>Handshakes that failed, by <see cref="ReasonTag"/>.</summary>
    public const string HandshakeFailures = "processing.handshake.failures";

    /// <summary>The activity of sending one message.</summary>
    public const string SendActivity = "processing.send";

    /// <summary>The activity of receiving one message whose sender was traced.</summary>
    public const string ReceiveActivity = "processing.receive";

    /// <summary>Tag: <c>transmit</c> or <c>receive</c>.</summary>
    public const string DirectionTag = "network.io.direction";

    /// <summary>Tag: why something failed.</summary>
    public const string ReasonTag = "error.type";

    /// <summary>Tag: the connection, as its errors name it.</summary>
    public const string ConnectionTag = "processing.connection.name";

    /// <summary>Tag: how many bytes a message has.</summary>
    public const string LengthTag = "messaging.message.body.size";
}
