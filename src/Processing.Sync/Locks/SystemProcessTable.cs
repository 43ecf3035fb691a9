namespace Processing.Sync;

/// <summary>The processes of this machine.</summary>
internal sealed class SystemProcessTable : IProcessTable
{
    public static SystemProcessTable Instance { get; } = new();

    /// <inheritdoc/>
    public bool TryGetRunning(int pid, out ProcessIdentity identity)
    {
        bool running = ProcessStatus.TryRead(pid, out var status) && !status.HasEnded;
        identity = running ? new ProcessIdentity(pid, status.StartTime) : default;
        return running;
    }
}
