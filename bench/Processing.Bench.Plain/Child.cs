using System.Diagnostics;

namespace Processing.Bench.Plain;

/// <summary>Starts this very program again as the other process of a row.</summary>
internal static class Child
{
    public static Process Start(string row, string channel, bool redirectOutput = false)
    {
        string self = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        var info = new ProcessStartInfo(self, [row, "child", channel]) { RedirectStandardOutput = redirectOutput };
        return Process.Start(info) ?? throw new InvalidOperationException($"{self} was not started.");
    }
}
