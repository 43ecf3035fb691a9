using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>A typed int to another process and back.</summary>
internal static class PipePingPong
{
    public static double MicrosecondsPerRoundTrip()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using ChildProcess child = ChildProcess.Start(Echo, theirs);
        double seconds = Measure.SecondsPerWarmIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                mine.Send(i);
                mine.Receive<int>();
            }

            return Measure.SecondsSince(start);
        });
        mine.Dispose();
        child.Join();
        return seconds * 1e6;
    }

    private static void Echo(Connection connection)
    {
        while (connection.TryReceive(out int value))
        {
            connection.Send(value);
        }
    }
}
