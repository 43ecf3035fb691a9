using System.Buffers;
using System.IO.Pipelines;

namespace Processing.Messaging;

/// <summary>A transport that receives into, and sends from, memory of this process: what is received and not consumed is held here.</summary>
internal abstract class BufferedTransport : Transport
{
    private readonly TransportReader _input;
    private readonly TransportWriter _output;

    private protected BufferedTransport()
    {
        _input = new TransportReader(this);
        _output = new TransportWriter(this);
    }

    /// <inheritdoc/>
    public sealed override PipeReader Input => _input;

    /// <inheritdoc/>
    public sealed override PipeWriter Output => _output;

    /// <summary>What was received and not consumed, for it moves to another process.</summary>
    public ReadOnlySequence<byte> Held => _input.Held;

    /// <summary>Puts bytes in that were received elsewhere, before any is received here.</summary>
    public void Preload(ReadOnlySpan<byte> bytes) => _input.Preload(bytes);

    /// <inheritdoc/>
    public sealed override bool IsLastByte(SequencePosition position) => _input.IsLastByte(position);

    /// <inheritdoc/>
    public sealed override ReadResult Read(CancellationToken cancellationToken) => _input.Read(cancellationToken);

    /// <inheritdoc/>
    public sealed override bool TryReceive(out ReadResult result) => _input.TryReceive(out result);

    /// <inheritdoc/>
    public sealed override void Flush(CancellationToken cancellationToken) => _output.Flush(cancellationToken);

    /// <inheritdoc/>
    public sealed override void Send(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken)
    {
        _output.ThrowIfUnflushed();
        ThrowIfSendingCompleted();
        SendCore(first, second, handles, cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override void Send(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        _output.ThrowIfUnflushed();
        ThrowIfSendingCompleted();
        SendCore(bytes, handles, cancellationToken);
    }

    /// <inheritdoc/>
    public sealed override ValueTask SendAsync(ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        _output.ThrowIfUnflushed();
        ThrowIfSendingCompleted();
        return SendCoreAsync(bytes, handles, cancellationToken);
    }

    /// <summary>
    /// Receives once: the number of bytes, 0 at the end of the stream, -1 when nothing is there and the call shall not wait.
    /// </summary>
    internal abstract int Receive(Span<byte> buffer, bool wait);

    /// <inheritdoc cref="Send(ReadOnlySpan{byte}, ReadOnlySpan{byte}, PassedHandles?, CancellationToken)"/>
    internal abstract void SendCore(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken);

    /// <inheritdoc cref="Send(in ReadOnlySequence{byte}, PassedHandles?, CancellationToken)"/>
    internal abstract void SendCore(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken);

    /// <inheritdoc cref="SendAsync"/>
    internal abstract ValueTask SendCoreAsync(ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken);

    /// <summary>Gives the receiver's memory back if nothing is held, before a wait that may be long.</summary>
    protected void TrimInput() => _input.Trim();
}
