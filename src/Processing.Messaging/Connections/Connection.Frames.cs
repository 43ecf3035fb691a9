using System.IO.Pipelines;

namespace Processing.Messaging;

// Everything here is called by the one receiver.
public sealed partial class Connection
{
    private static readonly ReceivedHandles s_noHandles = new([]);

    /// <summary>Waits for a whole frame; false at the end of the stream. The caller advances the input to the frame's end.</summary>
    private bool TryReadFrame(long maxLength, CancellationToken cancellationToken, out Frame frame)
    {
        while (true)
        {
            var result = _transport.Read(cancellationToken);
            if (TryTakeFrame(result, maxLength, out frame))
            {
                return true;
            }

            if (result.IsCompleted)
            {
                return false;
            }
        }
    }

    private async ValueTask<Frame?> TryReadFrameAsync(long maxLength, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryTakeFrame(result, maxLength, out var frame))
            {
                return frame;
            }

            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    private bool TryTakeFrame(in ReadResult result, long maxLength, out Frame frame)
    {
        try
        {
            if (FrameReader.TryRead(result.Buffer, maxLength, IsPlain, out frame))
            {
                _counters.CountReceived(frame.Payload.Length);
                TakeExtras(result.Buffer, frame.ExtrasLength, frame.Payload.Length);
                return true;
            }
        }
        catch (WireFormatException error)
        {
            CutOff(error);
            throw;
        }

        _transport.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        if (result.IsCompleted && !result.Buffer.IsEmpty)
        {
            throw AbortInMessage(result.Buffer.Length);
        }

        return false;
    }

    private void CutOff(WireFormatException error)
    {
        _transport.Abort(error);
        if (LogGate.IsOpen)
        {
            ConnectionLog.ReportRefused(_transport, error);
        }
    }

    private ConnectionClosedException AbortInMessage(long received)
    {
        var error = new ConnectionClosedException($"The stream of {this} ended in the middle of a message, {received} bytes after its start.");
        _transport.Abort(error);
        return error;
    }

    private ReceivedHandles TakeHandles(in Frame frame)
    {
        try
        {
            if (frame.HandleCount > 0)
            {
                return _transport.TakeHandles(frame.HandleCount);
            }

            // Handles arrive with the frame that announces them, so none can be here when nothing stands behind this one.
            return _transport.PendingHandles == 0 || !_transport.IsLastByte(frame.End)
                ? s_noHandles
                : throw new WireFormatException("The peer sends native handles that it does not announce.");
        }
        catch (WireFormatException error)
        {
            CutOff(error);
            throw;
        }
    }
}
