using System.Diagnostics;

namespace Processing.Bench.Common;

/// <summary>
/// Measures calls of nanoseconds. Compiled code reaches its last form only after a second or more where it is much, so that is spent first.
/// </summary>
internal static class CodecMeasure
{
    private const double WarmUpSeconds = 1.5;

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
