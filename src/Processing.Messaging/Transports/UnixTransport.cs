using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// A transport over a connected stream socket of this machine. The descriptor stays in blocking mode: blocking calls are one system call,
/// asynchronous ones try with MSG_DONTWAIT and wait for readiness.
/// </summary>
internal sealed partial class UnixTransport : Transport
{
    private readonly SafeFileHandle _socket;
    private readonly UnixPipeReader _input;
    private readonly UnixPipeWriter _output;

    /// <summary>Takes ownership of the socket.</summary>
    public UnixTransport(SafeFileHandle socket)
    {
        _socket = socket;
        Name = $"fd {socket.DangerousGetHandle()}"; // kept for messages: a closed handle has no number
        _input = new UnixPipeReader(this);
        _output = new UnixPipeWriter(this);
    }

    /// <inheritdoc/>
    public override PipeReader Input => _input;

    /// <inheritdoc/>
    public override PipeWriter Output => _output;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool CanPassHandles => true;

    /// <inheritdoc/>
    public override TransportMove Move => new SocketMove(this);

    /// <summary>The socket.</summary>
    public SafeFileHandle Socket => _socket;

    /// <summary>What was received and not consumed, for it moves to another process.</summary>
    public ReadOnlySequence<byte> Held => _input.Held;

    /// <summary>Puts bytes in that were received elsewhere, before any is received here.</summary>
    public void Preload(ReadOnlySpan<byte> bytes) => _input.Preload(bytes);

    /// <inheritdoc/>
    public override bool IsLastByte(SequencePosition position) => _input.IsLastByte(position);

    /// <inheritdoc/>
    public override void Flush(CancellationToken cancellationToken) => _output.Flush(cancellationToken);

    /// <inheritdoc/>
    public override void HangUp()
    {
        try
        {
            _ = Libc.Shutdown(_socket); // failing means that there is no peer any more
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile, which ends more than this.
        }
    }

    /// <inheritdoc/>
    public override void CompleteSending()
    {
        ThrowIfClosed();
        _ = Libc.ShutdownSending(_socket); // failing means that there is no peer any more
    }

    /// <summary>Closes this process's end without ending the stream, which another process goes on using.</summary>
    public void Detach()
    {
        SetDisposed("was passed to another process");
        if (TryMarkClosed())
        {
            _socket.Dispose();
            DropHandles();
        }
    }

    /// <inheritdoc/>
    protected override void CloseCore()
    {
        // A thread in a system call on the socket holds the handle, so closing alone would not reach it. The result does not matter: a
        // socket whose peer is gone has nobody to wake.
        _ = Libc.Shutdown(_socket);
        _socket.Dispose();
        DropHandles();
    }
}
