using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

internal sealed partial class Dispatcher
{
    private const int MaxStartDeaths = 3;

    // The whole life of one worker: start, serve, bury, and begin the next in its place. It blocks a thread of its own, beside which a process
    // costs much more: outcomes arrive sooner than through the thread pool, and even while the user's code blocks every thread of that.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nothing is expected here; if it comes, every job is told rather than left waiting.")]
    private void Live()
    {
        try
        {
            PoolWorker? worker = _starter.TryStart(out Exception? failure, _stopping.Token);
            if (worker is null)
            {
                OnStartFailed(failure);
            }
            else
            {
                Serve(worker);
            }
        }
        catch (Exception defect)
        {
            lock (Gate)
            {
                CloseLocked(defect);
            }
        }
    }

    private void Serve(PoolWorker worker)
    {
        bool welcome;
        lock (Gate)
        {
            welcome = _closed is null;
            _starting--;
            _workers.Add(worker);
        }

        if (!welcome)
        {
            worker.Process.Kill();
        }

        worker.Receive();
        worker.Process.Kill();
        worker.Process.Join();
        OnDied(worker);
        worker.Close();
    }

    private void OnDied(PoolWorker worker)
    {
        (Job Job, int Index)? blamed;
        Exception? misbehaviour;
        lock (Gate)
        {
            _workers.Remove(worker);
            blamed = worker.TakeLossLocked();
            misbehaviour = worker.MisbehaviourLocked;
            _startDeaths = worker.IsReady ? 0 : _startDeaths + 1;
            if (_startDeaths >= MaxStartDeaths)
            {
                CloseLocked(new ProcessStartException(
                    $"{_startDeaths} workers in a row ended before they were ready; the last, {worker.Process.Name} (process {worker.Process.Pid}), "
                    + $"{worker.Process.FinalStatus.Sentence}. What they printed on standard error tells why.",
                    misbehaviour));
            }
        }

        if (blamed is { } loss)
        {
            loss.Job.Fail(
                loss.Index, new WorkerDiedException(loss.Index, worker.Process.Name, worker.Process.Pid, worker.Process.FinalStatus, misbehaviour));
        }

        BeginWorker();
        Pump();
    }

    private void OnStartFailed(Exception? failure)
    {
        lock (Gate)
        {
            FailStartLocked(failure);
        }
    }

    // With other workers at work, or still to come, the pool goes on, smaller.
    private void FailStartLocked(Exception? failure)
    {
        _starting--;
        if (_workers.Count == 0 && _starting == 0 && failure is not null)
        {
            CloseLocked(failure);
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

            _starting++;
            _lives.RemoveWhere(past => past.IsCompletedSuccessfully);
            try
            {
                _lives.Add(Task.Factory.StartNew(Live, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            }
            catch (TaskSchedulerException failure)
            {
                FailStartLocked(new ProcessStartException("A worker could not be started: the system refused a thread for it.", failure));
            }
        }
    }
}
