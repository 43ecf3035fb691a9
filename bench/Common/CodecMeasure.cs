using System.Diagnostics;

namespace Processing.Bench.Common;

/// <summary>
/// Measures calls of nanoseconds. Compiled code reaches its last form only after some tenths of a second, so those are spent first.
/// </summary>
internal static class CodecMeasure
{
    private const double WarmUpSeconds = 0.5;

    public static double Nanoseconds(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        while (Measure.SecondsSince(start) < WarmUpSeconds)
        {
            Repeat(call, 16);
        }

        return 1e9 * Measure.SecondsPerIteration(iterations => Measure.Timed(() => Repeat(call, iterations)));
    }

    private static void Repeat(Action call, int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            call();
        }
    }
}
