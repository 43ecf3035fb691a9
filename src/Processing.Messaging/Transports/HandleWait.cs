namespace Processing.Messaging;

/// <summary>An asynchronous wait for one wait handle, through the waiting threads of the pool. A wait that is stopped tells whether it took the handle.</summary>
internal sealed class HandleWait
{
    private readonly RegisteredWaitHandle _registration;
    private Task<bool>? _stopped; // written by the one waiting call
    private bool _isTaken; // written by the callback, read after it has ended

    public HandleWait(WaitHandle handle, TaskCompletionSource woken)
        => _registration = ThreadPool.UnsafeRegisterWaitForSingleObject(
            handle,
            (_, _) =>
            {
                Volatile.Write(ref _isTaken, true);
                woken.TrySetResult();
            },
            state: null,
            Timeout.Infinite,
            executeOnlyOnce: true);

    /// <summary>Ends the wait; true when the handle was taken.</summary>
    public Task<bool> StopAsync() => _stopped ??= StopCoreAsync();

    private async Task<bool> StopCoreAsync()
    {
        // The event fires after a callback that is under way: only then it is certain whether the handle was taken.
        using var over = new ManualResetEvent(false);
        if (_registration.Unregister(over))
        {
            var signaled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var registration = ThreadPool.UnsafeRegisterWaitForSingleObject(
                over, static (state, _) => ((TaskCompletionSource)state!).TrySetResult(), signaled, Timeout.Infinite, executeOnlyOnce: true);
            await signaled.Task.ConfigureAwait(false);
            registration.Unregister(null);
        }

        return Volatile.Read(ref _isTaken);
    }
}
