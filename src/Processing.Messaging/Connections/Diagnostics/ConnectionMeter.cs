using System.Diagnostics.Metrics;

namespace Processing.Messaging;

/// <summary>
/// The meter of connections. Nothing is counted by it while messages are sent: when somebody asks, the counters of the connections are added
/// up. Touched only when <see cref="DiagnosticsGate"/> is open.
/// </summary>
internal static class ConnectionMeter
{
    private static readonly Meter s_meter = new(DiagnosticNames.Messaging);
    private static readonly Counter<long> s_handshakeFailures = s_meter.CreateCounter<long>(
        DiagnosticNames.HandshakeFailures, "{handshake}", "Handshakes that failed.");

    private static readonly Counter<long> s_accepted = s_meter.CreateCounter<long>(
        DiagnosticNames.AcceptedConnections, "{connection}", "Connections that listeners let in.");

    private static readonly KeyValuePair<string, object?> s_transmit = new(DiagnosticNames.DirectionTag, "transmit");
    private static readonly KeyValuePair<string, object?> s_receive = new(DiagnosticNames.DirectionTag, "receive");

    static ConnectionMeter()
    {
        s_meter.CreateObservableUpDownCounter(
            DiagnosticNames.OpenConnections, static () => OpenConnections.Count, "{connection}", "Connections that are not disposed yet.");
        s_meter.CreateObservableCounter(DiagnosticNames.ConnectionBytes, ObserveBytes, "By", "Bytes of messages, without the headers of their frames.");
        s_meter.CreateObservableCounter(DiagnosticNames.ConnectionMessages, ObserveMessages, "{message}", "Messages.");
    }

    /// <summary>Makes the meter, so that listeners find it.</summary>
    public static void Touch()
    {
        // Running the static constructor is all.
    }

    /// <summary>A listener let a peer in.</summary>
    public static void CountAccepted() => s_accepted.Add(1);

    /// <summary>A handshake failed.</summary>
    public static void CountHandshakeFailure(string reason)
        => s_handshakeFailures.Add(1, new KeyValuePair<string, object?>(DiagnosticNames.ReasonTag, reason));

    private static IEnumerable<Measurement<long>> ObserveBytes()
    {
        var sum = OpenConnections.Sum();
        return [new(sum.BytesSent, s_transmit), new(sum.BytesReceived, s_receive)];
    }

    private static IEnumerable<Measurement<long>> ObserveMessages()
    {
        var sum = OpenConnections.Sum();
        return [new(sum.MessagesSent, s_transmit), new(sum.MessagesReceived, s_receive)];
    }
}
