using System.Buffers;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Processing.Messaging;

/// <summary>
/// A named pipe of Windows. Written for it, but not tested there. A read that found nothing stays under way and is picked up by the next call.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class NamedPipeTransport : BufferedTransport
{
    private const int BufferSize = 16 * 1024;

    private readonly PipeStream _pipe;
    private readonly byte[] _buffer = new byte[BufferSize]; // the read under way fills it; used by the one receiver
    private Task<int>? _read; // the read under way
    private int _start; // where in the buffer what was read and not taken starts
    private int _count; // and how much that is

    /// <summary>Takes ownership of a connected pipe.</summary>
    public NamedPipeTransport(PipeStream pipe, NamedPipeAddress address)
    {
        _pipe = pipe;
        Name = address.ToString();
        Peer = new PeerIdentity(address, ProcessId: null, UserId: null);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PeerIdentity? Peer { get; }

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _count > 0 || ((IAsyncResult)BeginReadAsync()).AsyncWaitHandle is var done
            && (cancellationToken.CanBeCanceled
                ? WaitHandle.WaitAny([done, cancellationToken.WaitHandle], deadline.RemainingMilliseconds) switch
                {
                    1 => throw new OperationCanceledException(cancellationToken),
                    WaitHandle.WaitTimeout => false,
                    _ => true,
                }
                : done.WaitOne(deadline.RemainingMilliseconds));
    }

    /// <inheritdoc/>
    public override async ValueTask WaitToReceiveAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        if (_count == 0)
        {
            await ((Task)BeginReadAsync().WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Windows waits for no descriptors.</summary>
    public override SafeHandle? PrepareToWait() => throw new PlatformNotSupportedException($"{this} cannot be waited for beside others.");

    /// <summary>A named pipe knows no end of one direction.</summary>
    public override void CompleteSending() => throw new NotSupportedException($"{this} cannot end its sending side alone.");

    /// <inheritdoc/>
    internal override int Receive(Span<byte> buffer, bool wait)
    {
        ThrowIfClosed();
        if (_count == 0 && !TryFinishRead(wait, out bool hasEnded))
        {
            return hasEnded ? 0 : -1;
        }

        int length = Math.Min(buffer.Length, _count);
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        _start += length;
        _count -= length;
        return length;
    }

    /// <inheritdoc/>
    internal override void SendCore(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _pipe.Write(first);
            _pipe.Write(second);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw Fail(error);
        }
    }

    /// <inheritdoc/>
    internal override void SendCore(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        foreach (var piece in bytes)
        {
            SendCore(piece.Span, default, handles, cancellationToken);
            cancellationToken = default; // the first byte is sent
        }
    }

    /// <inheritdoc/>
    internal override async ValueTask SendCoreAsync(
        ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            foreach (var piece in bytes)
            {
                await _pipe.WriteAsync(piece, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw Fail(error);
        }
    }

    /// <inheritdoc/>
    protected override void CloseCore() => _pipe.Dispose();

    private Task<int> BeginReadAsync() => _read ??= _pipe.ReadAsync(_buffer).AsTask();

    private bool TryFinishRead(bool wait, out bool hasEnded)
    {
        var read = BeginReadAsync();
        hasEnded = false;
        if (!wait && !read.IsCompleted)
        {
            return false;
        }

        try
        {
#pragma warning disable VSTHRD002 // this is the blocking form, or the read is over
            int count = read.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            _read = count == 0 ? read : null; // the end stays the end
            _start = 0;
            _count = count;
            hasEnded = count == 0;
            return count > 0;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw Fail(error);
        }
    }

    private Exception Fail(Exception error)
    {
        if (!IsClosed)
        {
            Abort(error);
        }

        return CreateClosedError();
    }
}
