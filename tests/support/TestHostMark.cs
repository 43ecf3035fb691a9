namespace Processing.TestSupport;

/// <summary>
/// Sets this test host apart from every other on the machine: an environment variable that all its descendants inherit, even those whose
/// parent is gone, and a runtime directory of its own.
/// </summary>
internal static class TestHostMark
{
    private const string Variable = "PROCESSING_TEST_HOST";

    static TestHostMark()
    {
        int pid = Environment.ProcessId;
        string value = $"{pid}:{RunningProcess.Read(pid)?.StartTime}";
        Assignment = $"{Variable}={value}";
        Environment.SetEnvironmentVariable(Variable, value);

        // Created for this user alone, as a runtime directory has to be.
        RuntimeDirectory = Directory.CreateTempSubdirectory("prc-").FullName;
        Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", RuntimeDirectory);
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Directory.Delete(RuntimeDirectory, recursive: true);
    }

    /// <summary>What stands in the environment of every descendant.</summary>
    public static string Assignment { get; }

    /// <summary>Where this test host and its descendants put their sockets.</summary>
    public static string RuntimeDirectory { get; }

    /// <summary>The children of this process and all further descendants that are running or were not waited for.</summary>
    public static IReadOnlyList<RunningProcess> Descendants()
    {
        int self = Environment.ProcessId;
        return [.. RunningProcess.All().Where(process => process.Pid != self && (process.ParentPid == self || process.WasStartedWith(Assignment)))];
    }
}
