namespace Processing.Messaging;

/// <summary>Counts whom listeners and clients let in and whom not, once somebody may listen.</summary>
internal static class ListenerMetrics
{
    /// <summary>A listener let a peer in.</summary>
    public static void CountAccepted()
    {
        if (DiagnosticsGate.IsOpen)
        {
            ConnectionMeter.CountAccepted();
        }
    }

    /// <summary>The peer, of a listener or a client, has not proved what it should.</summary>
    public static void CountFailed(AuthenticationFailure reason)
    {
        if (DiagnosticsGate.IsOpen)
        {
            ConnectionMeter.CountHandshakeFailure(reason.ToString());
        }
    }
}
