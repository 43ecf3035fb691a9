using System.Diagnostics;
using System.Net.Sockets;

namespace Processing.Bench.Plain;

/// <summary>A Unix stream socket to a process of our own.</summary>
internal sealed class SocketChannel(Socket socket, Process child) : IDisposable
{
    public Socket Socket => socket;

    public static SocketChannel Start(string row)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Process child = Child.Start(row, path);
        return new SocketChannel(listener.Accept(), child);
    }

    public static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>Sends everything.</summary>
    public static void Send(Socket socket, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            data = data[socket.Send(data)..];
        }
    }

    /// <summary>Fills the span; false at the end of the stream.</summary>
    public static bool Receive(Socket socket, Span<byte> data)
    {
        while (!data.IsEmpty)
        {
            int count = socket.Receive(data);
            if (count == 0)
            {
                return false;
            }

            data = data[count..];
        }

        return true;
    }

    public void Dispose()
    {
        socket.Dispose();
        child.WaitForExit();
        child.Dispose();
    }
}
