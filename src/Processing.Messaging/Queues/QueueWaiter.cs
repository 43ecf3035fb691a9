namespace Processing.Messaging;

/// <summary>
/// What one call on a queue waits with: a monitor if it blocks, a task if it does not. It only wakes; what has happened its caller looks up
/// itself, so a signal too many does no harm.
/// </summary>
internal sealed class QueueWaiter(bool isAsync)
{
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(1);

    private readonly object _monitor = new(); // a monitor: blocking callers wait on it
    private readonly TaskCompletionSource? _source = isAsync ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    private bool _isSignaled; // under _monitor

    /// <summary>True if the call does not block its thread.</summary>
    public bool IsAsync => _source is not null;

    /// <summary>Wakes the call, now or when it comes to wait. An asynchronous one is woken once and for all.</summary>
    public void Signal()
    {
        if (_source is not null)
        {
            _source.TrySetResult();
            return;
        }

        lock (_monitor)
        {
            _isSignaled = true;
            Monitor.Pulse(_monitor);
        }
    }

    /// <summary>Blocks until there was a signal, the deadline has passed or the token has fired.</summary>
    public void Wait(Deadline deadline, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static state => ((QueueWaiter)state!).Signal(), this);
        lock (_monitor)
        {
            while (!_isSignaled && !deadline.HasPassed)
            {
                Monitor.Wait(_monitor, deadline.RemainingMilliseconds);
            }

            _isSignaled = false;
        }
    }

    /// <summary>As <see cref="Wait"/>, without a thread that waits.</summary>
    public async ValueTask WaitAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var signaled = _source!.Task; // only asynchronous calls come here
        while (!signaled.IsCompleted && !deadline.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            var limit = deadline.IsNever || deadline.Remaining < s_longestTimer ? deadline.Remaining : s_longestTimer;
            await signaled.WaitAsync(limit, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
