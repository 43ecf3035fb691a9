using System.Diagnostics;
using System.Net.Sockets;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>64 bytes to another process and back.</summary>
internal static class SocketPingPong
{
    private const int MessageBytes = 64;

    public static double MicrosecondsPerRoundTrip(string row)
    {
        using SocketChannel channel = SocketChannel.Start(row);
        byte[] message = new byte[MessageBytes];
        double seconds = Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                SocketChannel.Send(channel.Socket, message);
                SocketChannel.Receive(channel.Socket, message);
            }

            return Measure.SecondsSince(start);
        });
        return seconds * 1e6;
    }

    public static void Echo(string path)
    {
        using Socket socket = SocketChannel.Connect(path);
        Span<byte> message = stackalloc byte[MessageBytes];
        while (SocketChannel.Receive(socket, message))
        {
            SocketChannel.Send(socket, message);
        }
    }
}
