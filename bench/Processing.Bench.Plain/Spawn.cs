using System.Diagnostics;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>A fresh process of the same program and the first byte of its answer.</summary>
internal static class Spawn
{
    public static double MillisecondsToFirstByte(string row) => Measure.MedianSeconds(() => Once(row), warmUp: 2) * 1e3;

    public static void Answer()
    {
        using Stream output = Console.OpenStandardOutput();
        output.WriteByte((byte)'!');
    }

    private static double Once(string row)
    {
        long start = Stopwatch.GetTimestamp();
        using Process child = Child.Start(row, "-", redirectOutput: true);
        child.StandardOutput.BaseStream.ReadByte();
        double seconds = Measure.SecondsSince(start);
        child.WaitForExit();
        return seconds;
    }
}
