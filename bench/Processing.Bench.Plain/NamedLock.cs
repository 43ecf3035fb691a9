using System.Diagnostics;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>The named mutex, which is what .NET alone has between processes.</summary>
internal static class NamedLock
{
    public static double NanosecondsPerAcquireAndRelease()
    {
        using var mutex = new Mutex(initiallyOwned: false, $"bench-{Environment.ProcessId}");
        return 1e9 * Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                mutex.WaitOne();
                mutex.ReleaseMutex();
            }

            return Measure.SecondsSince(start);
        });
    }
}
