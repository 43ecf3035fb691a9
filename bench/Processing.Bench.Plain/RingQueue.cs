using System.Diagnostics;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>Ints from one process to another.</summary>
internal static class RingQueue
{
    public static double ItemsPerSecond(string row)
    {
        using RingPair rings = RingPair.Start(row);
        double seconds = Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            rings.Outgoing.Put(iterations);
            for (int i = 0; i < iterations; i++)
            {
                rings.Outgoing.Put(i);
            }

            rings.Incoming.Get();
            return Measure.SecondsSince(start);
        });
        rings.Outgoing.Put(0);
        return 1 / seconds;
    }

    public static void Consume(string path)
    {
        using RingPair rings = RingPair.Open(path);
        for (int count = rings.Incoming.Get(); count > 0; count = rings.Incoming.Get())
        {
            for (int i = 0; i < count; i++)
            {
                rings.Incoming.Get();
            }

            rings.Outgoing.Put(count);
        }
    }
}
