namespace Processing;

/// <summary>What the system says about a process at one moment.</summary>
internal readonly partial record struct ProcessStatus(long StartTime, bool HasEnded)
{
    /// <summary>Asks the system; false when there is no process with this id.</summary>
    public static bool TryRead(int pid, out ProcessStatus status)
    {
        // Ids are positive: 0 and negative numbers name groups to some calls and must never reach one.
        if (pid <= 0)
        {
            status = default;
            return false;
        }

        // Every process on the machine must see the same start time, so this is a question of the system, never of PROCESSING_PORTABLE.
        return OperatingSystem.IsLinux() ? TryReadLinux(pid, out status) : TryReadPortable(pid, out status);
    }
}
