using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// One background thread that waits for descriptors for the whole process. It starts with the first wait and sleeps in the kernel
/// whenever nothing is ready. Registrations are one-shot, so a descriptor that nobody waits for costs nothing.
/// </summary>
internal abstract class DescriptorPoller
{
    private static readonly Lock s_startGate = new();
    private static DescriptorPoller? s_shared; // written once, under s_startGate

    private readonly Lock _gate = new();
    private readonly Dictionary<int, DescriptorWatch> _watches = []; // by descriptor; under _gate
    private uint _lastGeneration; // under _gate

    /// <summary>The poller of this process.</summary>
    public static DescriptorPoller Shared => Volatile.Read(ref s_shared) ?? Start();

    /// <summary>Completes once the descriptor shows one of the events, has ended or has failed.</summary>
    public ValueTask WaitAsync(SafeHandle descriptor, DescriptorEvents events, CancellationToken cancellationToken)
    {
        // The waiter holds the descriptor open: its number cannot be given to another file while it stands in the table.
        var waiter = new DescriptorWaiter(this, descriptor, events, onCompleted: null);
        Add(waiter);
        return waiter.StartWaitAsync(cancellationToken);
    }

    /// <summary>
    /// Calls back once, on the thread of the poller, when the descriptor shows one of the events, has ended or has failed. The callback must
    /// be short and not fail. <see cref="Unwatch"/> ends it.
    /// </summary>
    public DescriptorWaiter Watch(SafeHandle descriptor, DescriptorEvents events, Action onReady)
    {
        var waiter = new DescriptorWaiter(this, descriptor, events, onReady);
        Add(waiter);
        return waiter;
    }

    /// <summary>Ends a watch, unless it called back already or is just doing so.</summary>
    public void Unwatch(DescriptorWaiter waiter)
    {
        if (TryRemove(waiter))
        {
            waiter.Release();
        }
    }

    /// <summary>Completes all waits for the descriptor that have begun, as if it showed what they wait for.</summary>
    public void Nudge(SafeHandle descriptor)
    {
        List<DescriptorWaiter> waiters;
        lock (_gate)
        {
            // Whoever waits holds the descriptor open, so the number is its own.
            if (!_watches.TryGetValue((int)descriptor.DangerousGetHandle(), out var watch)
                || !ReferenceEquals(watch.Waiters[0].Descriptor, descriptor))
            {
                return;
            }

            waiters = watch.Waiters;
            _watches.Remove(watch.Number);
            DisarmLocked(watch.Waiters[0].Descriptor); // a late event has another generation
        }

        waiters.ForEach(waiter => waiter.Complete(failure: null));
    }

    /// <summary>Takes the waiter out of the table, if no event took it before.</summary>
    internal bool TryRemove(DescriptorWaiter waiter)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(waiter.Number, out var watch) || !watch.Waiters.Remove(waiter))
            {
                return false;
            }

            if (watch.Waiters.Count == 0)
            {
                _watches.Remove(waiter.Number);
                DisarmLocked(waiter.Descriptor);
            }

            return true;
        }
    }

    /// <summary>Starts the thread. Called once, before the first wait.</summary>
    internal void Begin()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "Processing descriptor poller" };
        thread.UnsafeStart();
    }

    /// <summary>Guards what the implementations keep about armed descriptors too.</summary>
    protected Lock Gate => _gate;

    /// <summary>Reports the descriptor with the key of its watch once, when it shows one of the events, has ended or has failed; instead of before.</summary>
    /// <exception cref="NativeCallException">It cannot be waited for.</exception>
    protected abstract void ArmLocked(DescriptorWatch watch, SafeHandle descriptor, DescriptorEvents events);

    /// <summary>Reports nothing of the descriptor any more.</summary>
    protected abstract void DisarmLocked(SafeHandle descriptor);

    /// <summary>Blocks until there is something to report, or for any other reason.</summary>
    protected abstract void WaitReady(List<(ulong Key, uint Events)> ready);

    private static DescriptorPoller Start()
    {
        // No Lazy: it would keep a failure for ever, and being out of descriptors passes.
        lock (s_startGate)
        {
            if (s_shared is null)
            {
                DescriptorPoller poller = Capability.UsesLinux ? new EpollDescriptorPoller() : new PollDescriptorPoller();
                poller.Begin();
                Volatile.Write(ref s_shared, poller);
            }

            return s_shared;
        }
    }

    private void Add(DescriptorWaiter waiter)
    {
        try
        {
            lock (_gate)
            {
                AddLocked(waiter);
            }
        }
        catch
        {
            waiter.Release();
            throw;
        }
    }

    private void AddLocked(DescriptorWaiter waiter)
    {
        if (!_watches.TryGetValue(waiter.Number, out var watch))
        {
            watch = new DescriptorWatch(waiter.Number, ++_lastGeneration);
            ArmLocked(watch, waiter.Descriptor, waiter.Events);
            _watches.Add(waiter.Number, watch);
        }
        else
        {
            ArmLocked(watch, waiter.Descriptor, waiter.Events | watch.Events);
        }

        watch.Waiters.Add(waiter);
    }

    private void Run()
    {
        var ready = new List<(ulong Key, uint Events)>();
        var completed = new List<(DescriptorWaiter Waiter, Exception? Failure)>();
        while (true)
        {
            WaitReady(ready);
            lock (_gate)
            {
                foreach (var (key, events) in ready)
                {
                    TakeReadyLocked(key, events, completed);
                }
            }

            foreach (var (waiter, failure) in completed)
            {
                waiter.Complete(failure);
            }

            ready.Clear();
            completed.Clear();
        }
    }

    private void TakeReadyLocked(ulong key, uint events, List<(DescriptorWaiter Waiter, Exception? Failure)> completed)
    {
        // An event of a wait that was canceled, perhaps of an earlier file with the same number, has another generation.
        if (!_watches.TryGetValue((int)(uint)key, out var watch) || watch.Key != key)
        {
            return;
        }

        const uint Wanted = (uint)(DescriptorEvents.Readable | DescriptorEvents.Writable);
        bool hasEnded = (events & ~Wanted) != 0; // EPOLLERR or EPOLLHUP
        for (int i = watch.Waiters.Count - 1; i >= 0; i--)
        {
            var waiter = watch.Waiters[i];
            if (hasEnded || ((uint)waiter.Events & events) != 0)
            {
                watch.Waiters.RemoveAt(i);
                completed.Add((waiter, null));
            }
        }

        if (watch.Waiters.Count == 0)
        {
            _watches.Remove(watch.Number);
            return;
        }

        try
        {
            ArmLocked(watch, watch.Waiters[0].Descriptor, watch.Events);
        }
        catch (NativeCallException failure)
        {
            _watches.Remove(watch.Number);
            watch.Waiters.ForEach(waiter => completed.Add((waiter, failure)));
        }
    }
}
