using System.Diagnostics;
using System.Globalization;

namespace Processing.Bench.Common;

/// <summary>The clock, the calibration and the one line of output; the same scheme as in the peers of other languages.</summary>
internal static class Measure
{
    private const double CalibrateSeconds = 0.05;
    private const double MeasureSeconds = 0.2;
    private const double WarmUpSeconds = 0.8;

    public static void Report(double value) =>
        Console.WriteLine($"{{\"value\": {value.ToString("G9", CultureInfo.InvariantCulture)}}}");

    /// <summary>Seconds since <paramref name="start"/>, a time stamp of <see cref="Stopwatch"/>.</summary>
    public static double SecondsSince(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;

    public static double Timed(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return SecondsSince(start);
    }

    /// <summary>
    /// Doubles the count until a run takes long enough to be trusted, twice over because the first pass also compiles
    /// the hot loop, then measures one run of about <see cref="MeasureSeconds"/>.
    /// </summary>
    public static double SecondsPerIteration(Func<int, double> run)
    {
        int count = 64;
        double seconds = run(count);
        while (seconds < CalibrateSeconds)
        {
            count *= 2;
            seconds = run(count);
        }

        seconds = run(count);
        while (seconds < CalibrateSeconds)
        {
            count *= 2;
            seconds = run(count);
        }

        count = (int)Math.Min(int.MaxValue / 2, (count * MeasureSeconds / seconds) + 1);
        return run(count) / count;
    }

    /// <summary>
    /// The same for a loop of so short a step that it shows whether the runtime has compiled it for good yet, in this process and in the one
    /// it talks to: that happens in the background, some 100 ms after a method has become hot.
    /// </summary>
    public static double SecondsPerWarmIteration(Func<int, double> run)
    {
        long start = Stopwatch.GetTimestamp();
        while (SecondsSince(start) < WarmUpSeconds)
        {
            run(1_000);
        }

        return SecondsPerIteration(run);
    }

    /// <summary>The median of single calls repeated for <see cref="MeasureSeconds"/>; a call returns its own seconds.</summary>
    public static double MedianSeconds(Func<double> call, int warmUp)
    {
        for (int i = 0; i < warmUp; i++)
        {
            call();
        }

        var samples = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (SecondsSince(start) < MeasureSeconds)
        {
            samples.Add(call());
        }

        samples.Sort();
        return samples[samples.Count / 2];
    }
}
