using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// The parent's end of a child's control socket. One loop reads what the child says until it has returned, or until the end of file, which
/// comes at the latest when the child dies; what was said before is never lost.
/// </summary>
internal sealed class ControlChannel : IDisposable
{
    private readonly Connection _connection;

    private Task _loop = Task.CompletedTask;
    private int _stopRequested; // 0 or 1; Interlocked. The one sender after the start message
    private IncomingMessage? _result; // written by the loop only, before it ends; disposed with the channel

    public ControlChannel(Connection connection) => _connection = connection;

    /// <summary>The child took over and read its start message.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The delegate returned.</summary>
    public bool HasReturned { get; private set; }

    /// <summary>The exception the delegate threw.</summary>
    public RemoteException? Failure { get; private set; }

    /// <summary>What broke the channel, if it did not simply end.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Completes, never with a fault, when the child can say no more.</summary>
    public Task Finished => _loop;

    /// <summary>The child has ended: nothing more can come, even if it left its socket to a process of its own.</summary>
    public void HangUp() => _connection.HangUp();

    /// <summary>
    /// Starts reading. The start message was sent. The loop has a thread of its own, beside which a process costs much more: a blocking caller
    /// gets its result even while every thread of the pool is blocked by such callers.
    /// </summary>
    public void Listen()
        => _loop = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Blocks until the child can say no more.</summary>
    /// <remarks>To be called once the child has ended, so the wait is for this process's own loop alone.</remarks>
    public void WaitUntilFinished()
    {
#pragma warning disable VSTHRD002 // the loop runs on a thread of its own
        _loop.Wait();
#pragma warning restore VSTHRD002
    }

    /// <summary>Asks the child to stop. Does nothing once it has ended.</summary>
    public void RequestStop()
    {
        if (Interlocked.Exchange(ref _stopRequested, 1) != 0)
        {
            return;
        }

        using var message = new OutgoingMessage();
        MessageWriter writer = message.CreateWriter();
        writer.WriteInt64((int)ControlMessageKind.Stop);
        writer.Flush();
        try
        {
            _connection.SendMessage(message, CancellationToken.None);
        }
        catch (Exception gone) when (gone is ConnectionClosedException or ObjectDisposedException)
        {
            // The child has ended: what was asked for is the case.
        }
    }

    /// <summary>Reads the returned value. The loop has ended and <see cref="HasReturned"/> is true.</summary>
    public T TakeResult<T>()
    {
        MessageReader reader = _result!.CreateReader(); // there whenever HasReturned is true
        _ = reader.ReadInt32();
        return MessageFormatter.Read<T>(ref reader);
    }

    /// <summary>Closes the socket. The child has ended.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        WaitUntilFinished(); // the closed socket has ended the loop, which may have been about to keep a result
        _result?.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Kept in Broken, which every caller that waits for the outcome is shown.")]
    private void Read()
    {
        try
        {
            while (!HasReturned && _connection.ReceiveMessage(CancellationToken.None) is { } message)
            {
                bool isKept = false;
                try
                {
                    isKept = Take(message);
                }
                finally
                {
                    if (!isKept)
                    {
                        message.Dispose();
                    }
                }
            }
        }
        catch (Exception broken)
        {
            Broken = broken;
        }
    }

    // True when the message is kept.
    private bool Take(IncomingMessage message)
    {
        MessageReader reader = message.CreateReader();
        switch ((ControlMessageKind)reader.ReadInt32())
        {
            case ControlMessageKind.Started:
                HasStarted = true;
                return false;
            case ControlMessageKind.Returned when !HasReturned:
                _result = message;
                HasReturned = true;
                return true;
            case ControlMessageKind.Failed:
                Failure = MessageFormatter.Read<RemoteException>(ref reader);
                return false;
            case var kind:
                throw new WireFormatException($"A child sent a control message of unknown kind {(int)kind}.");
        }
    }
}
