namespace Processing.Messaging;

/// <summary>
/// The files a .NET process keeps in the temporary directory for debuggers and diagnostic tools. It removes them when it ends by itself; after
/// a kill they would stay for ever, so whoever waited for the process removes them. Names by the runtime's documentation of its diagnostic
/// ports: process id and start time, which together no other process can have.
/// </summary>
internal static class DiagnosticFiles
{
    /// <summary>Removes what the ended process left. Does nothing where there is nothing.</summary>
    public static void RemoveOf(ProcessIdentity ended)
    {
        string directory = Path.GetTempPath();
        string key = FormattableString.Invariant($"{ended.Pid}-{ended.StartTime}");
        Remove(Path.Combine(directory, $"dotnet-diagnostic-{key}-socket"));
        Remove(Path.Combine(directory, $"clr-debug-pipe-{key}-in"));
        Remove(Path.Combine(directory, $"clr-debug-pipe-{key}-out"));
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // A small file stays behind in the temporary directory; the end of the process must be told all the same.
        }
    }
}
