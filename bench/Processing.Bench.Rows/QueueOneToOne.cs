using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>Ints from one process to another.</summary>
internal static class QueueOneToOne
{
    public static double ItemsPerSecond()
    {
        using var items = new PipeQueue<int>();
        (Connection done, Connection theirs) = Pipe.Create(duplex: false);
        using ChildProcess child = ChildProcess.Start(Consume, items, theirs);
        double seconds = Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            items.Put(iterations);
            for (int i = 0; i < iterations; i++)
            {
                items.Put(i);
            }

            done.Receive<int>();
            return Measure.SecondsSince(start);
        });
        items.Put(0);
        child.Join();
        return 1 / seconds;
    }

    private static void Consume(PipeQueue<int> items, Connection done)
    {
        for (int count = items.Get(); count > 0; count = items.Get())
        {
            for (int i = 0; i < count; i++)
            {
                items.Get();
            }

            done.Send(count);
        }
    }
}
