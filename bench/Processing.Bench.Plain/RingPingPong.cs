using System.Diagnostics;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>An int to another process and back.</summary>
internal static class RingPingPong
{
    private const int End = -1;

    public static double MicrosecondsPerRoundTrip(string row)
    {
        using RingPair rings = RingPair.Start(row);
        double seconds = Measure.SecondsPerWarmIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                rings.Outgoing.Put(i);
                rings.Incoming.Get();
            }

            return Measure.SecondsSince(start);
        });
        rings.Outgoing.Put(End);
        return seconds * 1e6;
    }

    public static void Echo(string path)
    {
        using RingPair rings = RingPair.Open(path);
        for (int value = rings.Incoming.Get(); value != End; value = rings.Incoming.Get())
        {
            rings.Outgoing.Put(value);
        }
    }
}
