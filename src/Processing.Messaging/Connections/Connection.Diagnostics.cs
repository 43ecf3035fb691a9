using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Processing.Messaging;

// Types of activities stand in no field and no local variable here: they would load their assembly with this type. See DiagnosticsGate.
public sealed partial class Connection
{
    private object? _lastTraceContext; // an ActivityContext; written by the one receiver
    private bool _hasTraceContext; // _lastTraceContext is not null, so that it is not cleared for every message

    /// <summary>
    /// Whether messages carry the caller's trace context, when somebody listens to the activities of <see cref="DiagnosticNames.Messaging"/>
    /// and the caller is traced; true unless set. Otherwise, and with peers that speak CPython's protocol, nothing is added to a message.
    /// </summary>
    public bool SendsTraceContext { get; set; } = true;

    /// <summary>
    /// The trace context of the message that was received last, to be the parent of what is done with it; default when it came without, or
    /// nobody listens.
    /// </summary>
    public ActivityContext LastTraceContext => _lastTraceContext is ActivityContext context ? context : default;

    /// <summary>What goes before the frame of a message, or null; <paramref name="activity"/> is to be disposed after the message was sent.</summary>
    private byte[]? StartTrace(long length, out IDisposable? activity)
    {
        activity = null;
        return DiagnosticsGate.IsOpen && SendsTraceContext && !IsPlain
            ? ConnectionTracing.StartSend(_transport.Name, length, out activity)
            : null;
    }

    /// <summary>Takes what stands in the header of a message beside its length.</summary>
    private void TakeExtras(in ReadOnlySequence<byte> buffer, int extrasLength, long payloadLength)
    {
        if (extrasLength > 0 && DiagnosticsGate.IsOpen)
        {
            _lastTraceContext = ConnectionTracing.ReportReceive(
                _transport.Name, payloadLength, buffer.Slice(FrameReader.ExtrasOffset, extrasLength));
            _hasTraceContext = _lastTraceContext is not null;
        }
        else if (_hasTraceContext)
        {
            _lastTraceContext = null;
            _hasTraceContext = false;
        }
    }

    private void StartReporting()
    {
        OpenConnections.Add(_counters);
        if (DiagnosticsGate.IsOpen)
        {
            ConnectionMeter.Touch();
        }

        if (LogGate.IsOpen)
        {
            ConnectionLog.ReportOpened(_transport);
        }
    }

    /// <summary>This object has come to its end: closed, or passed on.</summary>
    private void StopReporting()
    {
        if (OpenConnections.Remove(_counters) && LogGate.IsOpen)
        {
            ConnectionLog.ReportClosed(_transport, _counters);
        }
    }
}
