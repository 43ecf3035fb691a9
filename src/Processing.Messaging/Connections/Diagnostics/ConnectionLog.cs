using Microsoft.Extensions.Logging;

namespace Processing.Messaging;

/// <summary>The log entries of this room; ids 1000 to 1999, never used twice. Callers look at <see cref="LogGate"/> first.</summary>
internal static partial class ConnectionLog
{
    /// <summary>A connection was made.</summary>
    public static void ReportOpened(Transport transport)
        => ProcessingDiagnostics.Log(logger => Opened(logger, transport.Name, transport.Peer?.ToString() ?? "unknown peer"));

    /// <summary>A connection has ended, in order or after a failure.</summary>
    public static void ReportClosed(Transport transport, ConnectionCounters counters)
        => ProcessingDiagnostics.Log(logger =>
        {
            if (transport.CloseReason is { } reason)
            {
                Broken(logger, transport.Name, counters.MessagesSent, counters.MessagesReceived, reason.Message, reason);
            }
            else
            {
                Closed(logger, transport.Name, counters.MessagesSent, counters.MessagesReceived);
            }
        });

    /// <summary>The peer broke the protocol, and was cut off.</summary>
    public static void ReportRefused(Transport transport, Exception reason)
        => ProcessingDiagnostics.Log(logger => Refused(logger, transport.Name, reason.Message));

    [LoggerMessage(1000, LogLevel.Debug, "Connection {Connection} opened, {Peer}.")]
    private static partial void Opened(ILogger logger, string connection, string peer);

    [LoggerMessage(1001, LogLevel.Debug, "Connection {Connection} closed after {Sent} sent and {Received} received messages.")]
    private static partial void Closed(ILogger logger, string connection, long sent, long received);

    [LoggerMessage(1002, LogLevel.Information, "Connection {Connection} ended after {Sent} sent and {Received} received messages because of a failure: {Reason}")]
    private static partial void Broken(ILogger logger, string connection, long sent, long received, string reason, Exception error);

    [LoggerMessage(1003, LogLevel.Warning, "Connection {Connection} was cut off, for its peer broke the protocol: {Reason}")]
    private static partial void Refused(ILogger logger, string connection, string reason);
}
