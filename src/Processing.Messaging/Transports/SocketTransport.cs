using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// A transport over a connected stream socket. The descriptor stays in blocking mode: blocking calls are one system call, asynchronous ones
/// try with MSG_DONTWAIT and wait for readiness.
/// </summary>
internal abstract partial class SocketTransport : BufferedTransport
{
    private readonly SafeFileHandle _socket;

    /// <summary>Takes ownership of the socket.</summary>
    private protected SocketTransport(SafeFileHandle socket, string name)
    {
        _socket = socket;
        Name = name; // kept for messages: a closed handle has no number
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The socket.</summary>
    public SafeFileHandle Socket => _socket;

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

    /// <summary>True while a call receives, or waits to. Looked at by closing, after it has marked the transport as closed.</summary>
    private protected bool HasReceiver => Volatile.Read(ref _receivers) > 0;

    /// <inheritdoc/>
    protected sealed override void CloseCore()
    {
        CloseSocket();
        DropHandles();
    }

    /// <summary>Ends the stream, wakes whoever waits on the socket, and closes it.</summary>
    protected virtual void CloseSocket()
    {
        // A thread in a system call on the socket holds the handle, so closing alone would not reach it. The result does not matter: a
        // socket whose peer is gone has nobody to wake.
        _ = Libc.Shutdown(_socket);
        _socket.Dispose();
    }
}
