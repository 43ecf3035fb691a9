namespace Processing.Messaging;

/// <summary>The end of a job: a task for those who await it, an event for those who block. The first outcome stands.</summary>
internal sealed class JobCompletion<TResult>
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _ended = new();

    /// <summary>Completes with the job's result.</summary>
    public Task<TResult> Task => _source.Task;

    /// <summary>Blocks until the job has ended; a cancelled job has ended.</summary>
    public TResult Wait()
    {
        _ended.Wait();
#pragma warning disable VSTHRD002 // the event said that the task has completed
        return _source.Task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>Ends the job with a value.</summary>
    public void SetResult(TResult result)
    {
        _source.TrySetResult(result);
        _ended.Set();
    }

    /// <summary>Ends the job with an error; a cancellation ends it as cancelled.</summary>
    public void SetException(Exception error)
    {
        if (error is OperationCanceledException canceled)
        {
            _source.TrySetCanceled(canceled.CancellationToken);
        }
        else
        {
            _source.TrySetException(error);
        }

        _ended.Set();
    }
}
