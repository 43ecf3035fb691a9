using System.Buffers;
using System.Diagnostics;

namespace Processing.Messaging;

/// <summary>The activities of sending and receiving. Touched only when <see cref="DiagnosticsGate"/> is open.</summary>
internal static class ConnectionTracing
{
    private static readonly ActivitySource s_source = new(DiagnosticNames.Messaging);

    /// <summary>
    /// Starts the activity of sending a message, if the caller is traced and somebody listens. Gives what to send before the frame, or null.
    /// </summary>
    public static byte[]? StartSend(string connection, long length, out IDisposable? activity)
    {
        activity = null;
        if (!s_source.HasListeners() || Activity.Current is not { } current)
        {
            return null;
        }

        var sending = s_source.StartActivity(DiagnosticNames.SendActivity, ActivityKind.Producer);
        sending?.SetTag(DiagnosticNames.ConnectionTag, connection).SetTag(DiagnosticNames.LengthTag, length);
        activity = sending;
        return TraceExtras.Create(sending ?? current);
    }

    /// <summary>
    /// Reports that a message was received whose sender was traced. It continues the sender's trace where nothing else is traced; otherwise
    /// it is linked to it. Returns the sender's context, boxed, or null when nobody listens.
    /// </summary>
    public static object? ReportReceive(string connection, long length, in ReadOnlySequence<byte> extras)
    {
        var context = s_source.HasListeners() ? TraceExtras.Read(extras) : default;
        if (context == default)
        {
            return null;
        }

        using var receiving = Activity.Current is null
            ? s_source.StartActivity(DiagnosticNames.ReceiveActivity, ActivityKind.Consumer, context)
            : s_source.StartActivity(DiagnosticNames.ReceiveActivity, ActivityKind.Consumer, default(ActivityContext), tags: null, [new ActivityLink(context)]);
        receiving?.SetTag(DiagnosticNames.ConnectionTag, connection).SetTag(DiagnosticNames.LengthTag, length);
        return context;
    }
}
