namespace Processing.Messaging;

/// <summary>
/// Decides which worker runs what. Jobs take turns; a chunk goes to the least loaded worker that has room. All state is under
/// <see cref="Gate"/>, which is held for state only: never while something is sent, read, run or awaited.
/// </summary>
internal sealed partial class Dispatcher : IDisposable, IAsyncDisposable
{
    private readonly PoolOptions _options;
    private readonly WorkerStarter _starter;
    private readonly Queue<Job> _turns = new(); // jobs that may have tasks to hand out, each once
    private readonly HashSet<Job> _queued = [];
    private readonly List<PoolWorker> _workers = [];
    private readonly HashSet<Task> _lives = []; // one for each worker, from its start to its burial
    private readonly Dictionary<Job, ITimer> _graces = []; // of the cancelled jobs that workers may still be running
    private readonly CancellationTokenSource _stopping = new(); // never disposed: it holds neither timer nor wait handle

    private int _starting; // workers begun and not yet in _workers
    private Exception? _closed; // why no job is taken any more
    private int _startDeaths; // workers in a row that died before they were ready

    public Dispatcher(PoolOptions options)
    {
        _options = options;
        _starter = new WorkerStarter(this, options);
        for (int i = 0; i < options.Workers; i++)
        {
            BeginWorker();
        }
    }

    /// <summary>Guards the state of the dispatcher, its jobs' queues and its workers' chunks.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The process ids of the workers that are ready now.</summary>
    public int[] WorkerPids
    {
        get
        {
            lock (Gate)
            {
                return [.. _workers.Where(worker => worker.IsReady).Select(worker => worker.Process.Pid)];
            }
        }
    }

    /// <summary>Takes a job on, or what was added to it, and hands out what can be.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="ProcessStartException">The pool has no workers and could not start any.</exception>
    public void Submit(Job job)
    {
        lock (Gate)
        {
            if (_closed is not null)
            {
                throw _closed is ObjectDisposedException ? new ObjectDisposedException(nameof(Pool)) : new ProcessingException(_closed.Message, _closed);
            }

            EnqueueLocked(job);
        }

        Pump();
    }

    /// <summary>Hands out tasks while there are some and a worker has room.</summary>
    public void Pump()
    {
        PoolWorker[] assigned;
        lock (Gate)
        {
            assigned = AssignLocked();
        }

        foreach (PoolWorker worker in assigned)
        {
            worker.StartSending();
        }
    }

    /// <summary>Gives tasks back to their job to be handed out again. Under the gate.</summary>
    public void ReturnLocked(Job job, TaskRange range)
    {
        if (range.Count > 0 && job.AbortReason is null)
        {
            job.Return(range);
            EnqueueLocked(job);
        }
    }

    /// <summary>Fails all jobs, kills all workers, and blocks until the last of them is gone.</summary>
    public void Dispose()
    {
#pragma warning disable VSTHRD002 // each of these tasks has a thread of its own
        Task.WaitAll(Close());
#pragma warning restore VSTHRD002
    }

    /// <summary>Fails all jobs, kills all workers, and completes when the last of them is gone.</summary>
    public ValueTask DisposeAsync() => new(Task.WhenAll(Close()));

    // Returns what is to be waited for.
    private Task[] Close()
    {
        Task[] lives;
        PoolWorker[] workers;
        lock (Gate)
        {
            CloseLocked(new ObjectDisposedException(nameof(Pool)));
            lives = [.. _lives];
            workers = [.. _workers];
        }

        _stopping.Cancel();
        foreach (PoolWorker worker in workers)
        {
            worker.Process.Kill();
        }

        return lives;
    }

    private void EnqueueLocked(Job job)
    {
        if (_queued.Add(job))
        {
            _turns.Enqueue(job);
        }
    }

    private PoolWorker[] AssignLocked()
    {
        HashSet<PoolWorker>? assigned = null;
        while (_turns.Count > 0 && LeastLoadedLocked() is { } worker)
        {
            Job job = _turns.Dequeue();
            if (!job.TryTake(_options.Workers, out TaskRange range))
            {
                _queued.Remove(job);
                continue;
            }

            _turns.Enqueue(job);
            worker.AssignLocked(job, range);
            (assigned ??= []).Add(worker);
        }

        return assigned is null ? [] : [.. assigned];
    }

    private PoolWorker? LeastLoadedLocked()
    {
        PoolWorker? best = null;
        foreach (PoolWorker worker in _workers)
        {
            if (worker.HasRoom && (best is null || worker.Load < best.Load))
            {
                best = worker;
            }
        }

        return best;
    }

    private void CloseLocked(Exception reason)
    {
        if (_closed is not null)
        {
            return;
        }

        _closed = reason;
        foreach (Job job in _queued.Union(_workers.SelectMany(worker => worker.JobsLocked)).ToArray())
        {
            job.Abort(reason);
        }

        foreach (ITimer grace in _graces.Values)
        {
            grace.Dispose();
        }

        _graces.Clear();
        _turns.Clear();
        _queued.Clear();
    }
}
