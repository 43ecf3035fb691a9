namespace Processing;

/// <summary>The threads that wait for everyone who must not block: one as long as it has room, more only while it has none.</summary>
internal sealed class AsyncWaiterPool
{
    private readonly Lock _gate = new();

    // Guarded by _gate. A thread takes itself out when its last wait ended, unless it is the only one.
    private readonly List<AsyncWaiterThread> _threads = [];

    /// <summary>How many threads wait now.</summary>
    public int ThreadCount
    {
        get
        {
            lock (_gate)
            {
                return _threads.Count;
            }
        }
    }

    /// <summary>Ends when the word differs from <paramref name="expected"/> or is woken, or the deadline or the token says so.</summary>
    public unsafe Task<WaitOutcome> WaitAsync(object owner, int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        var waiter = new AsyncWaiter(owner, word, expected, deadline);
        Add(waiter);
        return cancellationToken.CanBeCanceled ? WatchAsync(waiter, cancellationToken) : waiter.Task;
    }

    /// <summary>Called by a thread without waits: true when it may end, after which it gets no more.</summary>
    public bool TryRetire(AsyncWaiterThread thread)
    {
        lock (_gate)
        {
            return _threads.Count > 1 && thread.IsEmpty && _threads.Remove(thread);
        }
    }

    private static async Task<WaitOutcome> WatchAsync(AsyncWaiter waiter, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(static state => ((AsyncWaiter)state!).Cancel(), waiter);
        await using (registration.ConfigureAwait(false))
        {
            return await waiter.Task.ConfigureAwait(false);
        }
    }

    private void Add(AsyncWaiter waiter)
    {
        lock (_gate)
        {
            foreach (var thread in _threads)
            {
                if (thread.TryAdd(waiter))
                {
                    return;
                }
            }

            var added = new AsyncWaiterThread(this);
            _threads.Add(added);
            added.TryAdd(waiter);
            added.Start();
        }
    }
}
