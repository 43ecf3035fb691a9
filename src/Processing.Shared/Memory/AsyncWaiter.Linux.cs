namespace Processing;

/// <summary>One async wait: a word, and the task that ends with the wait.</summary>
internal sealed unsafe class AsyncWaiter : TaskCompletionSource<WaitOutcome>
{
    private readonly object _owner;

    // Set by the token's callback, read by the waiter thread, which alone decides the outcome.
    private volatile bool _canceled;

    public AsyncWaiter(object owner, int* word, int expected, Deadline deadline)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        _owner = owner;
        Word = word;
        Expected = expected;
        Deadline = deadline;
    }

    /// <summary>The shared word.</summary>
    public int* Word { get; }

    /// <summary>What it holds while there is nothing to do.</summary>
    public int Expected { get; }

    /// <summary>When the wait ends by itself.</summary>
    public Deadline Deadline { get; }

    /// <summary>The thread that waits for this one; written once, before the token is watched.</summary>
    public AsyncWaiterThread? Thread { get; set; }

    /// <summary>Asks the waiter thread to end this wait.</summary>
    public void Cancel()
    {
        _canceled = true;
        Thread?.Interrupt();
    }

    /// <summary>Ends the wait if there is a reason to; false when it has to go on.</summary>
    public bool TryFinish(bool woken)
    {
        WaitOutcome outcome;
        if (woken)
        {
            outcome = WaitOutcome.Woken;
        }
        else if (Volatile.Read(ref *Word) != Expected)
        {
            outcome = WaitOutcome.ValueChanged;
        }
        else if (_canceled)
        {
            outcome = WaitOutcome.Canceled;
        }
        else if (Deadline.HasPassed)
        {
            outcome = WaitOutcome.TimedOut;
        }
        else
        {
            return false;
        }

        GC.KeepAlive(_owner);
        TrySetResult(outcome);
        return true;
    }
}
