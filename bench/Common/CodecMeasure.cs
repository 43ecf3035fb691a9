using System.Diagnostics;
using System.Runtime;

namespace Processing.Bench.Common;

/// <summary>
/// Measures calls of nanoseconds. Code reaches its last form in steps of a tenth of a second and more, and where it is much that takes over
/// a second: so calls are made before until nothing is compiled any more.
/// </summary>
internal static class CodecMeasure
{
    private const double QuietSeconds = 0.3;
    private const double LongestWarmUpSeconds = 1.5;

    public static double Nanoseconds(Action call)
    {
        WarmUp(call);
        return 1e9 * Measure.SecondsPerIteration(iterations => Measure.Timed(() => Repeat(call, iterations)));
    }

    private static void WarmUp(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        long lastCompiled = start;
        long methods = JitInfo.GetCompiledMethodCount();
        while (Measure.SecondsSince(lastCompiled) < QuietSeconds && Measure.SecondsSince(start) < LongestWarmUpSeconds)
        {
            Repeat(call, 16);
            long now = JitInfo.GetCompiledMethodCount();
            if (now != methods)
            {
                methods = now;
                lastCompiled = Stopwatch.GetTimestamp();
            }
        }
    }

    private static void Repeat(Action call, int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            call();
        }
    }
}
