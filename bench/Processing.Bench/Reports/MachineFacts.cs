using System.Runtime.InteropServices;

namespace Processing.Bench;

/// <summary>What has to be known about the machine to read the figures.</summary>
internal static class MachineFacts
{
    public static IEnumerable<string> Describe(int cpus, string? pin)
    {
        string bound = pin is null ? "not pinned" : $"pinned to {pin}";
        yield return $"{CpuModel()}, {cpus} of {Environment.ProcessorCount} CPUs used, {bound}";
        yield return $"{RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}, {RuntimeInformation.OSArchitecture}";
    }

    /// <summary>How many CPUs a list such as <c>0,2-3</c> names; all of the machine's when it is null.</summary>
    public static int CountCpus(string? list)
    {
        if (list is null)
        {
            return Environment.ProcessorCount;
        }

        int count = 0;
        foreach (string part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !ends.All(end => int.TryParse(end, out _)) || int.Parse(ends[^1]) < int.Parse(ends[0]))
            {
                throw new BenchException($"'{list}' is no list of CPUs such as 0 or 0,2-3.");
            }

            count += int.Parse(ends[^1]) - int.Parse(ends[0]) + 1;
        }

        return count > 0 ? count : throw new BenchException($"'{list}' names no CPU.");
    }

    /// <summary>The first CPU of such a list, as a list of its own.</summary>
    public static string FirstCpu(string? list) => list is null ? "0" : list.Split(',', '-')[0].Trim();

    private static string CpuModel()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "unknown CPU" : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
