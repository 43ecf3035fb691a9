using System.Runtime.ExceptionServices;

namespace Processing.Messaging;

/// <summary>The outcomes of a stream of tasks, in the order they came; one taker, who either awaits or blocks.</summary>
internal sealed class OutcomeQueue<TResult>
{
    private readonly object _gate = new(); // a monitor: the blocking taker waits on it
    private readonly Queue<(int Index, TaskOutcome<TResult> Outcome)> _outcomes = new();

    private TaskCompletionSource? _taker; // the awaiting taker, if there is one
    private Exception? _abortReason;

    /// <summary>Adds an outcome and wakes the taker.</summary>
    public void Add(int index, TaskOutcome<TResult> outcome)
    {
        lock (_gate)
        {
            _outcomes.Enqueue((index, outcome));
            Wake();
        }
    }

    /// <summary>Makes every present and later take fail with <paramref name="reason"/>.</summary>
    public void Abort(Exception reason)
    {
        lock (_gate)
        {
            _abortReason ??= reason;
            Wake();
        }
    }

    /// <summary>Blocks until there is an outcome and takes it.</summary>
    public (int Index, TaskOutcome<TResult> Outcome) Take()
    {
        lock (_gate)
        {
            (int, TaskOutcome<TResult>) taken;
            while (!TryTakeLocked(out taken))
            {
                Monitor.Wait(_gate);
            }

            return taken;
        }
    }

    /// <summary>Completes with the next outcome.</summary>
    public async ValueTask<(int Index, TaskOutcome<TResult> Outcome)> TakeAsync()
    {
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (TryTakeLocked(out var taken))
                {
                    return taken;
                }

                _taker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _taker.Task;
            }

            await arrival.ConfigureAwait(false);
        }
    }

    private bool TryTakeLocked(out (int Index, TaskOutcome<TResult> Outcome) taken)
    {
        if (_abortReason is not null)
        {
            ExceptionDispatchInfo.Throw(_abortReason);
        }

        return _outcomes.TryDequeue(out taken);
    }

    private void Wake()
    {
        _taker?.TrySetResult();
        _taker = null;
        Monitor.PulseAll(_gate);
    }
}
