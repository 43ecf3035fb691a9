using System.Runtime.InteropServices;

namespace Processing;

/// <summary>A thread that sleeps on up to 127 shared words at once, and on a private one through which it is told of changes.</summary>
/// <remarks>
/// What holds:
/// <list type="number">
/// <item>Only this thread ends the waits in <see cref="_waiters"/>, so an outcome is decided in one place.</item>
/// <item>Words stand in the vector in the order of <see cref="_waiters"/>, the private word first. When several were woken at once the kernel
/// reports the last of them and no other; so every wait up to that one is ended as woken. That may be for no reason, which waiters expect;
/// the opposite, a wake-up that nobody hears of, cannot be.</item>
/// <item>The kernel refuses to sleep when a word differs already; then no wake-up was used up, and each word is looked at.</item>
/// </list>
/// </remarks>
internal sealed unsafe class AsyncWaiterThread
{
    private const int MaxWaiters = Libc.FUTEX_WAITV_MAX - 1;

    private readonly AsyncWaiterPool _pool;
    private readonly CancelWord _control = CancelWord.Create();
    private readonly Lock _gate = new();

    // Guarded by _gate; filled by callers.
    private readonly List<AsyncWaiter> _added = [];

    // Touched by this thread only, but its count is read under _gate through _count.
    private readonly List<AsyncWaiter> _waiters = [];
    private readonly FutexWaiterEntry* _words = (FutexWaiterEntry*)NativeMemory.Alloc(Libc.FUTEX_WAITV_MAX, (nuint)sizeof(FutexWaiterEntry));

    // Guarded by _gate: waits here in all.
    private int _count;

    public AsyncWaiterThread(AsyncWaiterPool pool) => _pool = pool;

    /// <summary>True when nobody waits here.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _count == 0;
            }
        }
    }

    /// <summary>Starts the thread. It never keeps the process alive.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = "Processing word waiter" }.UnsafeStart();

    /// <summary>Takes a wait over; false when there is no room.</summary>
    public bool TryAdd(AsyncWaiter waiter)
    {
        lock (_gate)
        {
            if (_count == MaxWaiters)
            {
                return false;
            }

            waiter.Thread = this;
            _added.Add(waiter);
            _count++;
        }

        Interrupt();
        return true;
    }

    /// <summary>Makes the thread look at everything again.</summary>
    public void Interrupt() => _control.Fire();

    private void Run()
    {
        while (true)
        {
            // Before taking what is new and looking: a change after this fires the word again, and the sleep below does not begin.
            _control.Reset();
            TakeAdded();
            Finish(lastWoken: -1);
            if (_waiters.Count == 0 && _pool.TryRetire(this))
            {
                NativeMemory.Free(_words);
                return;
            }

            Finish(Sleep());
        }
    }

    private void TakeAdded()
    {
        lock (_gate)
        {
            _waiters.AddRange(_added);
            _added.Clear();
        }
    }

    // Ends what has a reason to end; waits up to lastWoken count as woken.
    private void Finish(int lastWoken)
    {
        int kept = 0;
        for (int i = 0; i < _waiters.Count; i++)
        {
            var waiter = _waiters[i];
            if (!waiter.TryFinish(woken: i <= lastWoken))
            {
                _waiters[kept++] = waiter;
            }
        }

        int ended = _waiters.Count - kept;
        if (ended > 0)
        {
            _waiters.RemoveRange(kept, ended);
            lock (_gate)
            {
                _count -= ended;
            }
        }
    }

    // Returns the place of the last wait that was woken, -1 when none was.
    private int Sleep()
    {
        _words[0] = FutexWaiterEntry.Private(_control.Address, 0);
        var nearest = Deadline.Never;
        for (int i = 0; i < _waiters.Count; i++)
        {
            _words[i + 1] = FutexWaiterEntry.Shared(_waiters[i].Word, _waiters[i].Expected);
            nearest = Deadline.Earlier(nearest, _waiters[i].Deadline);
        }

        var until = nearest.IsNever ? default : FutexWordWaiter.Until(nearest);
        int index = Libc.FutexWaitVector(_words, _waiters.Count + 1, nearest.IsNever ? null : &until);
        if (index >= 0)
        {
            return index - 1;
        }

        var error = NativeError.Last;
        if (error.Number is not (NativeError.EAGAIN or NativeError.ETIMEDOUT or NativeError.EINTR))
        {
            FailAll(new NativeCallException("futex_waitv", $"{_waiters.Count} shared words", error));
        }

        return -1;
    }

    private void FailAll(NativeCallException error)
    {
        foreach (var waiter in _waiters)
        {
            waiter.TrySetException(error);
        }

        lock (_gate)
        {
            _count -= _waiters.Count;
        }

        _waiters.Clear();
    }
}
