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
        // Without what is particular to Linux a pipe is a pair of sockets, here and in the child.
        Environment.SetEnvironmentVariable("PROCESSING_PORTABLE", "1");
        (Connection mine, Connection theirs) = Pipe.Create();
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

    private static void Echo(Connection connection)
    {
        Span<byte> message = stackalloc byte[MessageBytes];
        for (int length = connection.ReceiveBytesInto(message); length > 0; length = connection.ReceiveBytesInto(message))
        {
            connection.SendBytes(message[..length]);
        }
    }
}
