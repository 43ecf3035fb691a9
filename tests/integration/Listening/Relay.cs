using System.Net.Sockets;
using Processing.Messaging;

namespace Processing.IntegrationTests.Listening;

/// <summary>A process between two others that forwards every byte and does not know the key.</summary>
internal static class Relay
{
    /// <summary>Runs in a child: its own process id is what gives it away.</summary>
    public static void Run(string listenPath, string targetPath, Connection ready)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(listenPath));
        listener.Listen();
        ready.Send(true);
        using Socket client = listener.Accept();
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Connect(new UnixDomainSocketEndPoint(targetPath));
        var there = new Thread(() => Forward(client, server));
        there.Start();
        Forward(server, client);
        there.Join();
    }

    private static void Forward(Socket from, Socket to)
    {
        byte[] buffer = new byte[4096];
        try
        {
            for (int length = from.Receive(buffer); length > 0; length = from.Receive(buffer))
            {
                to.Send(buffer.AsSpan(0, length));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // One of the two has closed, so there is nothing more to forward this way.
        }
    }
}
