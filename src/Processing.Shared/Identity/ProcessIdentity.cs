namespace Processing;

/// <summary>
/// One process and no other: its id, which the system uses again, and the moment it started, which tells its users apart. The start time is
/// in the system's own unit and only ever compared (on Linux clock ticks since boot). Identities mean something only between processes that
/// see the same ids; on Linux that is one pid namespace.
/// </summary>
internal readonly record struct ProcessIdentity(int Pid, long StartTime)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = TryGet(Environment.ProcessId, out var self)
        ? self
        : throw new ProcessingException($"The start time of this process ({Environment.ProcessId}) cannot be read; is /proc mounted?");

    /// <summary>The process that has <paramref name="pid"/> now, even one that ended and was not collected by its parent yet; false when there is none.</summary>
    public static bool TryGet(int pid, out ProcessIdentity identity)
    {
        if (ProcessStatus.TryRead(pid, out var status))
        {
            identity = new ProcessIdentity(pid, status.StartTime);
            return true;
        }

        identity = default;
        return false;
    }

    /// <summary>
    /// True while this very process can still run code, also when it is stopped. False once it ended, whether or not its parent collected it,
    /// and when its id belongs to a later process.
    /// </summary>
    public bool IsAlive() => ProcessStatus.TryRead(Pid, out var status) && status.StartTime == StartTime && !status.HasEnded;

    /// <summary>The id alone; the start time says nothing to a reader.</summary>
    public override string ToString() => $"process {Pid}";
}
