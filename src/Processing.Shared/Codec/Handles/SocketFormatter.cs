using System.Net.Sockets;

namespace Processing;

/// <summary>Sockets, connected or listening; otherwise as <see cref="SocketHandleFormatter"/>.</summary>
internal sealed class SocketFormatter : IMessageFormatter<Socket?>
{
    private readonly SocketHandleFormatter _handles = new();

    public void Write(ref MessageWriter writer, Socket? value) => _handles.Write(ref writer, value?.SafeHandle);

    public Socket? Read(ref MessageReader reader)
    {
        long start = reader.Consumed;
        if (_handles.Read(ref reader) is not { } handle)
        {
            return null;
        }

        var socket = new Socket(handle);
        if (socket.SocketType != SocketType.Unknown)
        {
            return socket;
        }

        socket.Dispose(); // the constructor takes anything, and finds out nothing about what is no socket
        throw new WireFormatException("A socket was expected, but the native handle that came is none.", start);
    }
}
