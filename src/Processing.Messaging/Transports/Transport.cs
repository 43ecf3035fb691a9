using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// A stream of bytes to one peer, as a pair of pipes whose reads and writes also exist in a blocking form. At most one reader and one
/// writer use it at a time; they may be different threads, and each may change between blocking and asynchronous calls at any time.
/// </summary>
internal abstract class Transport : IDuplexPipe, IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _closed; // made on demand; under _gate
    private Exception? _closeReason; // written once; under _gate
    private bool _isClosed; // written under _gate
    private bool _isSendingCompleted; // written by the sender
    private string? _disposedText; // set when this end was closed on purpose; under _gate

    /// <summary>What arrives.</summary>
    public abstract PipeReader Input { get; }

    /// <summary>What is sent.</summary>
    public abstract PipeWriter Output { get; }

    /// <summary>What errors and descriptions call the transport, such as <c>fd 12</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True when native handles can go along.</summary>
    public virtual bool CanPassHandles => false;

    /// <summary>How this end moves to another process; null when it cannot.</summary>
    public virtual TransportMove? Move => null;

    /// <summary>How many handles arrived with the bytes that arrived, and nobody took yet.</summary>
    public virtual int PendingHandles => 0;

    /// <summary>Who is at the other end, where the system tells; null where it does not.</summary>
    public virtual PeerIdentity? Peer => null;

    /// <summary>What tells this channel from every other one; empty where there is nothing of the kind.</summary>
    public virtual ChannelBinding Binding => default;

    /// <summary>Why the transport closed, if it was for a failure: the first one counts.</summary>
    public Exception? CloseReason
    {
        get
        {
            lock (_gate)
            {
                return _closeReason;
            }
        }
    }

    /// <summary>True once this end was closed or aborted.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Fires when this end is closed or aborted.</summary>
    public CancellationToken Closed
    {
        get
        {
            lock (_gate)
            {
                _closed ??= new CancellationTokenSource();
                if (_isClosed)
                {
                    _closed.Cancel();
                }

                return _closed.Token;
            }
        }
    }

    /// <summary>The blocking form of <see cref="PipeReader.ReadAsync"/> of <see cref="Input"/>: one plain receive when there is no token to watch.</summary>
    public abstract ReadResult Read(CancellationToken cancellationToken);

    /// <summary>Receives what is there without waiting; false when nothing is.</summary>
    public abstract bool TryReceive(out ReadResult result);

    /// <summary>Waits until more can be received; what is received already does not count. False when the deadline passed first.</summary>
    public abstract bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken);

    /// <summary>As <see cref="WaitToReceive"/>, without a limit, and without a thread that waits.</summary>
    public abstract ValueTask WaitToReceiveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Prepares a wait for this transport beside other things, which then happens in one <c>poll</c> or in the poller. Gives the descriptor
    /// that becomes readable once more can be received or the end has come; from now until <see cref="EndWait"/> whatever makes that the
    /// case must make it readable (a socket does so by itself; shared memory rings its bell from now on). Null when there is something to
    /// receive already: the caller calls <see cref="TryReceive"/> again, and not <see cref="EndWait"/>. Called by the one receiver, after
    /// <see cref="TryReceive"/> found nothing.
    /// </summary>
    public abstract SafeHandle? PrepareToWait();

    /// <summary>The wait is over, for whatever reason; called by the one receiver before it receives again.</summary>
    public virtual void EndWait()
    {
    }

    /// <summary>
    /// Waits until something can be sent; false when the deadline passed first. A hint: what is sent then may still have to wait for the rest
    /// of its room.
    /// </summary>
    public virtual bool WaitToSend(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>As <see cref="WaitToSend"/>, without a limit, and without a thread that waits.</summary>
    public virtual ValueTask WaitToSendAsync(CancellationToken cancellationToken)
        => cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>The blocking form of <see cref="PipeWriter.FlushAsync"/> of <see cref="Output"/>.</summary>
    public abstract void Flush(CancellationToken cancellationToken);

    /// <summary>
    /// Sends two pieces as one, without copying them. The token counts until the first byte was taken; from then on only closing the
    /// transport interrupts. Duplicates of <paramref name="handles"/> ride on the first byte.
    /// </summary>
    public abstract void Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken);

    /// <summary>Sends a sequence; otherwise as <see cref="Send(ReadOnlySpan{byte}, ReadOnlySpan{byte}, PassedHandles?, CancellationToken)"/>.</summary>
    public abstract void Send(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken);

    /// <summary>As <see cref="Send(in ReadOnlySequence{byte}, PassedHandles?, CancellationToken)"/>, without a thread that waits.</summary>
    public abstract ValueTask SendAsync(ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the stream to the peer, which finds its end behind what was sent; the other direction goes on. Called by the one sender, with
    /// nothing left to flush; a second call does nothing. Waits for nobody.
    /// </summary>
    public abstract void CompleteSending();

    /// <summary>
    /// Ends the stream in both directions, but not this end: what has arrived can still be received, and behind it comes the end. For a peer
    /// that is known to be gone while somebody else may still hold its end.
    /// </summary>
    public virtual void HangUp()
    {
    }

    /// <summary>Takes the next handles that arrived; the caller owns them.</summary>
    /// <exception cref="WireFormatException">Fewer arrived.</exception>
    public virtual ReceivedHandles TakeHandles(int count)
        => throw new WireFormatException($"The peer announces {count} native handles on a connection that cannot carry any.");

    /// <summary>Closes the handles that arrived, for the messages that announce them are dropped; called by the one receiver.</summary>
    public virtual void DropPendingHandles()
    {
        if (PendingHandles > 0)
        {
            TakeHandles(PendingHandles).Dispose();
        }
    }

    /// <summary>True if nothing that arrived stands behind <paramref name="position"/>, a position in the last read.</summary>
    public virtual bool IsLastByte(SequencePosition position) => false;

    /// <summary>Names the transport.</summary>
    public override string ToString() => $"The connection on {Name}";

    /// <summary>Ends both directions for a failure: pending and later calls fail with <paramref name="reason"/> inside.</summary>
    public void Abort(Exception reason)
    {
        SetCloseReason(reason);
        Close();
    }

    /// <summary>Ends both directions, and wakes whoever waits. Safe to call twice and during use.</summary>
    public void Dispose()
    {
        SetDisposed("was disposed");
        Close();
    }

    /// <summary>The error for a call on a transport that is closed, or was just now.</summary>
    public Exception CreateClosedError()
    {
        lock (_gate)
        {
            if (_disposedText is null && _closeReason is not null)
            {
                return new ConnectionClosedException($"{this} is closed: {_closeReason.Message}", _closeReason);
            }

            return new ObjectDisposedException($"{this} {_disposedText ?? "is closed"}.", _closeReason);
        }
    }

    /// <summary>Keeps the reason unless there is one already.</summary>
    protected void SetCloseReason(Exception reason)
    {
        lock (_gate)
        {
            _closeReason ??= reason;
        }
    }

    /// <summary>This end was given up on purpose: calls fail with <see cref="ObjectDisposedException"/>.</summary>
    protected void SetDisposed(string text)
    {
        lock (_gate)
        {
            _disposedText ??= text;
        }
    }

    /// <summary>Fails when this end was closed or aborted.</summary>
    protected void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw CreateClosedError();
        }
    }

    /// <summary>The sending side was ended, so nothing more can be sent.</summary>
    protected void MarkSendingCompleted() => Volatile.Write(ref _isSendingCompleted, true);

    /// <summary>Fails when the sending side was ended.</summary>
    protected void ThrowIfSendingCompleted()
    {
        if (Volatile.Read(ref _isSendingCompleted))
        {
            ThrowIfClosed();
            throw new InvalidOperationException($"{this} has ended its sending side; nothing more can be sent.");
        }
    }

    /// <summary>Wakes whoever waits and releases what the transport holds. Called once.</summary>
    protected abstract void CloseCore();

    /// <summary>Tells watchers that this end is closed, without touching the stream; false when it was before.</summary>
    protected bool TryMarkClosed()
    {
        CancellationTokenSource? closed;
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            Volatile.Write(ref _isClosed, true);
            closed = _closed;
        }

        closed?.Cancel();
        return true;
    }

    private void Close()
    {
        if (TryMarkClosed())
        {
            CloseCore();
        }
    }
}
