using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>64 bytes to another process and back through a connection over a Unix socket.</summary>
internal static class UnixPingPong
{
    private const int MessageBytes = 64;

    public static double MicrosecondsPerRoundTrip()
    {
        (Connection mine, Connection theirs) = CreatePair();
        using ChildProcess child = ChildProcess.Start(Echo, theirs);
        byte[] message = new byte[MessageBytes];
        double seconds = Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                mine.SendBytes(message);
                mine.ReceiveBytesInto(message);
            }

            return Measure.SecondsSince(start);
        });
        mine.SendBytes([]);
        child.Join();
        return seconds * 1e6;
    }

    public static double MicrosecondsPerAsyncRoundTrip()
    {
        (Connection mine, Connection theirs) = CreatePair();
        using ChildProcess child = ChildProcess.Start(EchoAsync, theirs);
        byte[] message = new byte[MessageBytes];
        double seconds = Measure.SecondsPerIteration(iterations => Task.Run(() => RoundTripsAsync(mine, message, iterations)).GetAwaiter().GetResult());
        mine.SendBytes([]);
        child.Join();
        return seconds * 1e6;
    }

    private static async Task<double> RoundTripsAsync(Connection mine, byte[] message, long iterations)
    {
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < iterations; i++)
        {
            await mine.SendBytesAsync(message).ConfigureAwait(false);
            await mine.ReceiveBytesIntoAsync(message).ConfigureAwait(false);
        }

        return Measure.SecondsSince(start);
    }

    private static (Connection Mine, Connection Theirs) CreatePair()
    {
        // A pipe would go through shared memory; what comes of a listener is a socket, and moves to the child like any other connection.
        using var listener = new Listener();
        Connection mine = Client.Connect(listener.Address);
        return (mine, listener.Accept());
    }

    private static void Echo(Connection connection)
    {
        Span<byte> message = stackalloc byte[MessageBytes];
        for (int length = connection.ReceiveBytesInto(message); length > 0; length = connection.ReceiveBytesInto(message))
        {
            connection.SendBytes(message[..length]);
        }
    }

    private static async Task EchoAsync(Connection connection)
    {
        byte[] message = new byte[MessageBytes];
        for (int length = await connection.ReceiveBytesIntoAsync(message).ConfigureAwait(false);
            length > 0;
            length = await connection.ReceiveBytesIntoAsync(message).ConfigureAwait(false))
        {
            await connection.SendBytesAsync(message.AsMemory(0, length)).ConfigureAwait(false);
        }
    }
}
