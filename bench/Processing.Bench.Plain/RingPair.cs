using System.Diagnostics;

namespace Processing.Bench.Plain;

/// <summary>Two rings, one for each direction, and the process at the other end.</summary>
internal sealed class RingPair : IDisposable
{
    private readonly string? _path; // what the starting side has to remove
    private readonly Process? _child;

    private RingPair(SharedRing outgoing, SharedRing incoming, string? path, Process? child)
    {
        Outgoing = outgoing;
        Incoming = incoming;
        _path = path;
        _child = child;
    }

    public SharedRing Outgoing { get; }

    public SharedRing Incoming { get; }

    public static RingPair Start(string row)
    {
        string path = Path.Combine("/dev/shm", $"bench-{Environment.ProcessId}");
        return new RingPair(SharedRing.Create(path + ".there"), SharedRing.Create(path + ".back"), path, Child.Start(row, path));
    }

    public static RingPair Open(string path) =>
        new(SharedRing.Open(path + ".back"), SharedRing.Open(path + ".there"), path: null, child: null);

    /// <summary>Waits for the other process, which has been told to end.</summary>
    public void Dispose()
    {
        _child?.WaitForExit();
        _child?.Dispose();
        Outgoing.Dispose();
        Incoming.Dispose();
        if (_path is not null)
        {
            File.Delete(_path + ".there");
            File.Delete(_path + ".back");
        }
    }
}
