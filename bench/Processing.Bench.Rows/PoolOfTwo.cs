using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>Tasks for a pool of two workers.</summary>
internal static class PoolOfTwo
{
    private const int Workers = 2;

    public static double MicrosecondsPerCall()
    {
        using var pool = new Pool(Workers);
        double seconds = Measure.MedianSeconds(
            () =>
            {
                long start = Stopwatch.GetTimestamp();
                pool.Run(Increment, 1);
                return Measure.SecondsSince(start);
            },
            warmUp: 2000);
        return seconds * 1e6;
    }

    public static double TasksPerSecond()
    {
        using var pool = new Pool(Workers);
        return 1 / Measure.SecondsPerIteration(
            iterations => Measure.Timed(() => pool.Map(Increment, Enumerable.Range(0, iterations), chunkSize: 1)));
    }

    public static double SpeedUp()
    {
        using var pool = new Pool(Workers);
        int rounds = CpuWork.CalibrateRounds();
        void Pooled() => pool.Map(CpuWork.Hash, Enumerable.Repeat(rounds, CpuWork.Tasks), chunkSize: 1);
        Pooled();
        return CpuWork.SpeedUp(rounds, Pooled);
    }

    private static int Increment(int value) => value + 1;
}
