namespace Processing.Sync;

/// <summary>Knows which processes run. The system's in earnest, a made-up one where deaths are simulated.</summary>
internal interface IProcessTable
{
    /// <summary>The process that runs under <paramref name="pid"/> now; false when there is none, or only what is left of one that ended.</summary>
    bool TryGetRunning(int pid, out ProcessIdentity identity);
}
