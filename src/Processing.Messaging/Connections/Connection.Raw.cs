using System.IO.Pipelines;

namespace Processing.Messaging;

// For protocols of the user's own. Bytes and messages do not mix: whoever takes a direction as a stream takes it for good.
public sealed partial class Connection
{
    /// <summary>
    /// The incoming bytes as they are, without frames. From the first use of this property on this end receives no messages any more; what
    /// has arrived of them is in the stream, header and all. Reads are cancelled by their tokens.
    /// </summary>
    /// <exception cref="InvalidOperationException">This end cannot receive, or a call that receives is under way.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on.</exception>
    public PipeReader Input
    {
        get
        {
            TakeRaw(ref _receiver, ConnectionDirection.Receive, "receiving");
            return _transport.Input;
        }
    }

    /// <summary>
    /// The outgoing bytes as they are, without frames. From the first use of this property on this end sends no messages any more.
    /// Completing the writer does not end the stream; <see cref="CompleteSending"/> does.
    /// </summary>
    /// <exception cref="InvalidOperationException">This end cannot send, or a call that sends is under way.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on.</exception>
    public PipeWriter Output
    {
        get
        {
            TakeRaw(ref _sender, ConnectionDirection.Send, "sending");
            return _transport.Output;
        }
    }

    private void TakeRaw(ref int user, ConnectionDirection wanted, string activity)
    {
        CheckDirection(wanted);
        if (Volatile.Read(ref user) != Raw)
        {
            Enter(ref user, activity);
            Volatile.Write(ref user, Raw);
        }
    }
}
