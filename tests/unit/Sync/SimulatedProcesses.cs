using System.Collections.Concurrent;
using Processing.Sync;

namespace Processing.UnitTests.Sync;

/// <summary>A process table in which deaths happen on command.</summary>
internal sealed class SimulatedProcesses : IProcessTable
{
    private readonly ConcurrentDictionary<int, ProcessIdentity> _running = new();

    public int Probes { get; private set; }

    /// <summary>Runs in the middle of a look at a process.</summary>
    public Action? Probing { get; set; }

    public ProcessIdentity Start(int pid, long startTime) => _running[pid] = new ProcessIdentity(pid, startTime);

    public void Kill(ProcessIdentity process) => _running.TryRemove(process.Pid, out _);

    public bool TryGetRunning(int pid, out ProcessIdentity identity)
    {
        Probes++;
        Probing?.Invoke();
        return _running.TryGetValue(pid, out identity);
    }
}
