using System.Diagnostics;
using System.Globalization;

namespace Processing.TestSupport;

/// <summary>A process as the kernel lists it; pid and start time together name it for good, whatever happens to the pid.</summary>
/// <param name="Pid">Its id.</param>
/// <param name="ParentPid">The id of its parent; 1 or that of a reaper when the parent is gone.</param>
/// <param name="StartTime">When it started, in the kernel's ticks.</param>
/// <param name="State">The kernel's letter for its state; Z for one that ended and was not waited for.</param>
/// <param name="Command">Its command line, or its bare name when it has none.</param>
public sealed record RunningProcess(int Pid, int ParentPid, long StartTime, char State, string Command)
{
    /// <summary>The same process, whatever its state is now.</summary>
    public (int Pid, long StartTime) Identity => (Pid, StartTime);

    /// <summary>Every process that can be seen; those that end while being read are left out.</summary>
    public static IReadOnlyList<RunningProcess> All()
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? Read(pid) : null)
            .OfType<RunningProcess>()];

    /// <summary>One process; null when there is none of that id.</summary>
    public static RunningProcess? Read(int pid)
    {
        if (ReadText(pid, "stat") is not { Length: > 0 } stat)
        {
            return null;
        }

        // The name stands in parentheses and may itself hold any of them; what follows the last one is plain.
        int end = stat.LastIndexOf(')');
        string[] fields = stat[(end + 2)..].Split(' ');
        string name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end];
        string command = (ReadText(pid, "cmdline") ?? "").Replace('\0', ' ').Trim();
        return new RunningProcess(
            pid,
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            long.Parse(fields[19], CultureInfo.InvariantCulture),
            fields[0][0],
            command.Length > 0 ? command : name);
    }

    /// <summary>Whether it was started with <paramref name="assignment"/> ("NAME=value") in its environment.</summary>
    public bool WasStartedWith(string assignment) => (ReadText(Pid, "environ") ?? "").Split('\0').Contains(assignment);

    /// <summary>Kills it, unless it is gone and its pid may already be someone else's.</summary>
    public void Kill()
    {
        if (State == 'Z' || Read(Pid)?.StartTime != StartTime)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(Pid);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It ended between the look and the kill, which is all that was wanted.
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"{Pid} {(State == 'Z' ? "(ended, never waited for) " : "")}{Command}";

    private static string? ReadText(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or it is another user's and so none of ours.
            return null;
        }
    }
}
