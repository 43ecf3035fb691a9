namespace Processing.TestSupport;

/// <summary>What a test could leave behind, at one moment.</summary>
internal sealed class HostSnapshot
{
    private const string SharedMemoryFolder = "/dev/shm";

    private static readonly EnumerationOptions s_everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
    };

    private HostSnapshot(IReadOnlyList<RunningProcess> processes, IReadOnlySet<string> files, int descriptors)
    {
        Processes = processes;
        Files = files;
        Descriptors = descriptors;
    }

    /// <summary>The descendants of this process.</summary>
    public IReadOnlyList<RunningProcess> Processes { get; }

    /// <summary>The files and sockets in shared memory and in the runtime directory.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>How many descriptors this process has open.</summary>
    public int Descriptors { get; }

    /// <summary>Looks now. Where there is no /proc there is nothing to look at.</summary>
    public static HostSnapshot Take() => OperatingSystem.IsLinux()
        ? new HostSnapshot(TestHostMark.Descendants(), ListFiles(), Directory.GetFiles("/proc/self/fd").Length)
        : new HostSnapshot([], new HashSet<string>(), 0);

    /// <summary>The processes that were not there in <paramref name="before"/>.</summary>
    public IReadOnlyList<RunningProcess> ProcessesSince(HostSnapshot before)
    {
        var known = before.Processes.Select(process => process.Identity).ToHashSet();
        return [.. Processes.Where(process => !known.Contains(process.Identity))];
    }

    /// <summary>The files that were not there in <paramref name="before"/> and that no other program of the machine holds.</summary>
    public IReadOnlyList<string> FilesSince(HostSnapshot before)
    {
        var added = Files.Except(before.Files).Order(StringComparer.Ordinal).ToList();
        if (added.Count == 0)
        {
            return [];
        }

        var own = TestHostMark.Descendants().Select(process => process.Pid).Append(Environment.ProcessId).ToHashSet();
        var strangers = RunningProcess.All().Where(process => !own.Contains(process.Pid)).ToList();
        return [.. added.Where(file => !FileHolders.AnyHolds(strangers, file))];
    }

    private static HashSet<string> ListFiles()
        => [.. new[] { SharedMemoryFolder, TestHostMark.RuntimeDirectory }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", s_everything))];
}
