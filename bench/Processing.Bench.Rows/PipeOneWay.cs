using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>Messages of bytes to another process, one behind the other; the last one is answered.</summary>
internal static class PipeOneWay
{
    private const int Small = 64;
    private const int Large = 1024 * 1024;

    public static double MessagesPerSecond() => 1 / SecondsPerMessage(Small);

    public static double GigabytesPerSecond() => Large / SecondsPerMessage(Large) / 1e9;

    private static double SecondsPerMessage(int size)
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using ChildProcess child = ChildProcess.Start(Receive, theirs, size);
        byte[] message = new byte[size];
        double seconds = Measure.SecondsPerWarmIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            mine.Send(iterations);
            for (int i = 0; i < iterations; i++)
            {
                mine.SendBytes(message);
            }

            mine.Receive<int>();
            return Measure.SecondsSince(start);
        });
        mine.Dispose();
        child.Join();
        return seconds;
    }

    private static void Receive(Connection connection, int size)
    {
        byte[] message = new byte[size];
        while (connection.TryReceive(out int count))
        {
            for (int i = 0; i < count; i++)
            {
                connection.ReceiveBytesInto(message);
            }

            connection.Send(count);
        }
    }
}
