namespace Processing.TestSupport;

/// <summary>Tells whether a process has a file open or mapped: /dev/shm belongs to the whole machine, so a new file there may be someone else's.</summary>
internal static class FileHolders
{
    /// <summary>Whether any of <paramref name="processes"/> holds the file at <paramref name="path"/>.</summary>
    public static bool AnyHolds(IEnumerable<RunningProcess> processes, string path)
        => processes.Any(process => HasOpen(process.Pid, path) || HasMapped(process.Pid, path));

    private static bool HasOpen(int pid, string path)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile and holds nothing, or it is another user's and cannot be asked.
            return false;
        }
    }

    private static bool HasMapped(int pid, string path)
    {
        try
        {
            return File.ReadLines($"/proc/{pid}/maps").Any(line => line.EndsWith(" " + path, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As above.
            return false;
        }
    }
}
