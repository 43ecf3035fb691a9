namespace Processing.Messaging;

/// <summary>The end of a job: a task for those who await it, a monitor for those who block. The first outcome stands.</summary>
internal sealed class JobCompletion<TResult>
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new(); // a monitor: blocking callers wait on it

    /// <summary>Completes with the job's result.</summary>
    public Task<TResult> Task => _source.Task;

    /// <summary>Blocks until the job has ended; a cancelled job has ended.</summary>
    public TResult Wait()
    {
        lock (_gate)
        {
            while (!_source.Task.IsCompleted)
            {
                Monitor.Wait(_gate);
            }
        }

#pragma warning disable VSTHRD002 // the task has completed: nothing is waited for
        return _source.Task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>Ends the job with a value.</summary>
    public void SetResult(TResult result)
    {
        if (_source.TrySetResult(result))
        {
            WakeBlocked();
        }
    }

    /// <summary>Ends the job with an error; a cancellation ends it as cancelled.</summary>
    public void SetException(Exception error)
    {
        bool first = error is OperationCanceledException canceled
            ? _source.TrySetCanceled(canceled.CancellationToken)
            : _source.TrySetException(error);
        if (first)
        {
            WakeBlocked();
        }
    }

    private void WakeBlocked()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
