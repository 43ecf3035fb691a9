using System.Buffers;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>One of two ends in this process, over two bounded pipes. It behaves as a socket does, and needs none.</summary>
internal sealed class InProcessTransport : BufferedTransport
{
    private readonly InProcessPipe _incoming;
    private readonly InProcessPipe _outgoing;
    private readonly PeerIdentity _peer;

    private InProcessTransport(InProcessAddress address, InProcessPipe incoming, InProcessPipe outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
        _peer = new PeerIdentity(address, Environment.ProcessId, UserId: null);
        Name = address.ToString();
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PeerIdentity? Peer => _peer;

    /// <summary>Makes two connected ends.</summary>
    public static (InProcessTransport First, InProcessTransport Second) CreatePair(InProcessAddress address)
    {
        var there = new InProcessPipe();
        var back = new InProcessPipe();
        return (new InProcessTransport(address, back, there), new InProcessTransport(address, there, back));
    }

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        bool isReady = _incoming.WaitToRead(deadline, cancellationToken);
        ThrowIfClosed();
        return isReady;
    }

    /// <inheritdoc/>
    public override async ValueTask WaitToReceiveAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        await _incoming.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfClosed();
    }

    /// <inheritdoc/>
    public override SafeHandle? PrepareToWait()
    {
        ThrowIfClosed();
        TrimInput();
        return _incoming.ArmBell();
    }

    /// <inheritdoc/>
    public override void EndWait() => _incoming.DisarmBell();

    /// <inheritdoc/>
    public override bool WaitToSend(Deadline deadline, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _outgoing.WaitToWrite(deadline, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask WaitToSendAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return new ValueTask(_outgoing.WaitToWriteAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public override void CompleteSending()
    {
        ThrowIfClosed();
        MarkSendingCompleted();
        _outgoing.Complete();
    }

    /// <inheritdoc/>
    public override void HangUp()
    {
        _outgoing.Complete();
        _incoming.Complete();
    }

    /// <inheritdoc/>
    internal override int Receive(Span<byte> buffer, bool wait)
    {
        while (true)
        {
            ThrowIfClosed();
            int received = _incoming.TryRead(buffer);
            ThrowIfClosed();
            if (received >= 0 || !wait)
            {
                return received;
            }

            _incoming.WaitToRead(Deadline.Never, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    internal override void SendCore(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        Send(first, ref cancellationToken);
        Send(second, ref cancellationToken);
    }

    /// <inheritdoc/>
    internal override void SendCore(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var piece in bytes)
        {
            Send(piece.Span, ref cancellationToken);
        }
    }

    /// <inheritdoc/>
    internal override async ValueTask SendCoreAsync(
        ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var piece in bytes)
        {
            var rest = piece;
            while (!rest.IsEmpty)
            {
                int sent = Write(rest.Span);
                if (sent == 0)
                {
                    await _outgoing.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                cancellationToken = default; // from the first byte on only closing interrupts
                rest = rest[sent..];
            }
        }
    }

    /// <inheritdoc/>
    protected override void CloseCore()
    {
        _outgoing.Complete();
        _incoming.CloseReader();
    }

    private void Send(ReadOnlySpan<byte> bytes, ref CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            int sent = Write(bytes);
            if (sent == 0)
            {
                _outgoing.WaitToWrite(Deadline.Never, cancellationToken);
                continue;
            }

            cancellationToken = default; // the first byte is sent
            bytes = bytes[sent..];
        }
    }

    private int Write(ReadOnlySpan<byte> bytes)
    {
        int sent = _outgoing.TryWrite(bytes);
        if (sent >= 0)
        {
            return sent;
        }

        ThrowIfClosed();
        SetCloseReason(new NativeCallException("send", ToString(), new NativeError(NativeError.EPIPE))); // as a socket has it
        throw new ConnectionClosedException($"{this} was closed by its peer.", CloseReason);
    }
}
