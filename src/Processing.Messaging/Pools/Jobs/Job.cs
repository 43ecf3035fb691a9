namespace Processing.Messaging;

/// <summary>
/// One call of the pool's user: a set of tasks that run the same delegate. It knows its inputs and takes its outcomes; which worker runs what
/// is the dispatcher's business.
/// </summary>
internal abstract class Job(CallTarget target)
{
    // Tasks that were handed out and came back because their worker died before it ran them. Under the dispatcher's gate.
    private readonly Stack<TaskRange> _returned = new();

    /// <summary>What every task of the job calls.</summary>
    public CallTarget Target { get; } = target;

    /// <summary>Why nothing of the job is wanted any more; null while it is.</summary>
    public Exception? AbortReason { get; private set; } // under the dispatcher's gate

    /// <summary>Takes the next tasks to be run, for one of <paramref name="workers"/> workers. Under the dispatcher's gate.</summary>
    public bool TryTake(int workers, out TaskRange range)
    {
        range = default;
        return AbortReason is null && (_returned.TryPop(out range) || TryTakeNew(workers, out range));
    }

    /// <summary>Gives back tasks that were taken but not run. Under the dispatcher's gate.</summary>
    public void Return(TaskRange range)
    {
        if (range.Count > 0)
        {
            _returned.Push(range);
        }
    }

    /// <summary>Ends the job: its callers get <paramref name="reason"/>, outcomes that still come are dropped. Under the dispatcher's gate.</summary>
    public void Abort(Exception reason)
    {
        if (AbortReason is null)
        {
            AbortReason = reason;
            OnAborted(reason);
        }
    }

    /// <summary>Writes the arguments of the task at <paramref name="index"/> as an array.</summary>
    public abstract void WriteArguments(ref MessageWriter writer, int index);

    /// <summary>Takes the value the task at <paramref name="index"/> returned.</summary>
    public abstract void Complete(int index, ref MessageReader value);

    /// <summary>Takes the error the task at <paramref name="index"/> ended with.</summary>
    public abstract void Fail(int index, Exception error);

    /// <summary>Takes tasks that were never handed out. Under the dispatcher's gate.</summary>
    protected abstract bool TryTakeNew(int workers, out TaskRange range);

    /// <summary>Tells the callers. Under the dispatcher's gate: it must not call out.</summary>
    protected abstract void OnAborted(Exception reason);
}
