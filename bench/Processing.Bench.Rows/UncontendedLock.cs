using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Sync;

namespace Processing.Bench.Rows;

/// <summary>A lock that nobody else wants.</summary>
internal static class UncontendedLock
{
    public static double NanosecondsPerAcquireAndRelease()
    {
        using var processLock = new ProcessLock();
        return 1e9 * Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                processLock.Acquire();
                processLock.Release();
            }

            return Measure.SecondsSince(start);
        });
    }
}
