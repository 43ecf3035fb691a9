using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>A fresh child and the first byte of its delegate's answer.</summary>
internal static class SpawnCold
{
    public static double MillisecondsToFirstByte() => Measure.MedianSeconds(Once, warmUp: 2) * 1e3;

    private static double Once()
    {
        long start = Stopwatch.GetTimestamp();
        (Connection mine, Connection theirs) = Pipe.Create(duplex: false);
        using ChildProcess child = ChildProcess.Start(static answer => answer.SendBytes("!"u8), theirs);
        using (mine)
        {
            mine.ReceiveBytes();
        }

        double seconds = Measure.SecondsSince(start);
        child.Join();
        return seconds;
    }
}
