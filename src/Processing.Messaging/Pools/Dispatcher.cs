using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// Decides which worker runs what. Jobs take turns; a chunk goes to the least loaded worker that has room. All state is under
/// <see cref="Gate"/>, which is held for state only: never while something is sent, read, run or awaited.
/// </summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private const int MaxStartDeaths = 3;

    private readonly PoolOptions _options;
    private readonly WorkerStarter _starter;
    private readonly Queue<Job> _turns = new(); // jobs that may have tasks to hand out, each once
    private readonly HashSet<Job> _queued = [];
    private readonly List<PoolWorker> _workers = [];
    private readonly HashSet<Task> _lives = []; // one for each worker, from its start to its burial
    private readonly CancellationTokenSource _stopping = new();

    private Task? _disposal;
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

    /// <summary>Ends a job for its caller's sake; workers skip what they hold of it.</summary>
    public void Cancel(Job job, Exception reason)
    {
        lock (Gate)
        {
            job.Abort(reason);
            foreach (PoolWorker worker in _workers)
            {
                worker.CancelLocked(job, _options.CancellationGrace, _options.TimeProvider);
            }
        }
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

    /// <summary>Fails all jobs, kills all workers, and completes when the last of them is gone.</summary>
    public ValueTask DisposeAsync()
    {
        lock (Gate)
        {
            return new ValueTask(_disposal ??= CloseAsync());
        }
    }

    private async Task CloseAsync()
    {
        await Task.Yield(); // the caller holds the gate
        Task[] lives;
        PoolWorker[] workers;
        lock (Gate)
        {
            CloseLocked(new ObjectDisposedException(nameof(Pool)));
            lives = [.. _lives];
            workers = [.. _workers];
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (PoolWorker worker in workers)
        {
            worker.Process.Kill();
        }

        await Task.WhenAll(lives).ConfigureAwait(false);
        _stopping.Dispose();
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

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nothing is expected here; if it comes, every job is told rather than left waiting.")]
    private async Task LiveAsync()
    {
        await Task.Yield(); // the constructor and the burial of the last worker do not wait for the spawn
        try
        {
            await LiveOnceAsync().ConfigureAwait(false);
        }
        catch (Exception defect)
        {
            lock (Gate)
            {
                CloseLocked(defect);
            }
        }
    }

    // The whole life of one worker: start, serve, bury, and begin the next in its place.
    private async Task LiveOnceAsync()
    {
        PoolWorker? worker = await _starter.TryStartAsync(_stopping.Token).ConfigureAwait(false);
        if (worker is null)
        {
            OnStartFailed(_starter.LastFailure);
            return;
        }

        bool welcome;
        lock (Gate)
        {
            welcome = _closed is null;
            _workers.Add(worker);
        }

        if (!welcome)
        {
            worker.Process.Kill();
        }

        await worker.ReceiveAsync().ConfigureAwait(false);
        worker.Process.Kill();
        await worker.Process.JoinAsync().ConfigureAwait(false);
        OnDied(worker);
        await worker.CloseAsync().ConfigureAwait(false);
    }

    private void OnDied(PoolWorker worker)
    {
        (Job Job, int Index)? running;
        lock (Gate)
        {
            _workers.Remove(worker);
            running = worker.TakeLossLocked();
            _startDeaths = worker.IsReady ? 0 : _startDeaths + 1;
            if (_startDeaths >= MaxStartDeaths)
            {
                CloseLocked(new ProcessStartException(
                    $"{_startDeaths} workers in a row ended before they were ready; the last, {worker.Process.Name} (process {worker.Process.Pid}), "
                    + $"{worker.Process.FinalStatus.Sentence}. What they printed on standard error tells why.",
                    worker.Broken));
            }
        }

        if (running is { } loss)
        {
            loss.Job.Fail(
                loss.Index, new WorkerDiedException(loss.Index, worker.Process.Name, worker.Process.Pid, worker.Process.FinalStatus));
        }

        BeginWorker();
        Pump();
    }

    private void OnStartFailed(Exception? failure)
    {
        lock (Gate)
        {
            // With other workers at work the pool goes on, smaller.
            if (_workers.Count == 0 && failure is not null)
            {
                CloseLocked(failure);
            }
        }
    }

    private void BeginWorker()
    {
        lock (Gate)
        {
            if (_closed is not null)
            {
                return;
            }

            Task life = LiveAsync();
            _lives.RemoveWhere(past => past.IsCompletedSuccessfully);
            _lives.Add(life);
        }
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

        _turns.Clear();
        _queued.Clear();
    }
}
