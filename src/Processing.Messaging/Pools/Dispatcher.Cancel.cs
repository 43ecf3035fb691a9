namespace Processing.Messaging;

internal sealed partial class Dispatcher
{
    /// <summary>Ends a job for its caller's sake; workers skip what they hold of it.</summary>
    public void Cancel(Job job, Exception reason)
    {
        lock (Gate)
        {
            job.Abort(reason);
            bool isHeld = false;
            foreach (PoolWorker worker in _workers)
            {
                isHeld |= worker.CancelLocked(job);
            }

            if (isHeld && _closed is null)
            {
                BeginGraceLocked(job);
            }
        }
    }

    private void BeginGraceLocked(Job job)
    {
        if (_options.CancellationGrace != Timeout.InfiniteTimeSpan && !_graces.ContainsKey(job))
        {
            _graces.Add(job, _options.TimeProvider.CreateTimer(_ => EndGrace(job), null, _options.CancellationGrace, Timeout.InfiniteTimeSpan));
        }
    }

    // Workers skip what they have not begun of the job, so whoever is in one of its tasks now was in it when the job was cancelled. A worker
    // may leave the task between the look and the kill: accepted, since no lock could hold a worker still.
    private void EndGrace(Job job)
    {
        PoolWorker[] stuck;
        lock (Gate)
        {
            if (_graces.Remove(job, out ITimer? timer))
            {
                timer.Dispose();
            }

            stuck = [.. _workers.Where(worker => worker.IsRunningLocked(job))];
        }

        foreach (PoolWorker worker in stuck)
        {
            worker.Process.Kill();
        }
    }
}
