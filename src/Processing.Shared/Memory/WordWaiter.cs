namespace Processing;

/// <summary>One way to wait on shared words. The promises stand at <see cref="WaitWord"/>.</summary>
internal abstract unsafe class WordWaiter
{
    /// <summary>The best way this system has.</summary>
    public static WordWaiter Default { get; } = Capability.UsesLinux ? new FutexWordWaiter(FutexWordWaiter.KernelHasVectorWait) : new PollingWordWaiter();

    /// <inheritdoc cref="WaitWord.Wait"/>
    public abstract WaitOutcome Wait(int* word, int expected, Deadline deadline, CancellationToken cancellationToken);

    /// <inheritdoc cref="WaitWord.WaitAsync"/>
    public abstract ValueTask<WaitOutcome> WaitAsync(
        object owner, int* word, int expected, Deadline deadline, CancellationToken cancellationToken);

    /// <inheritdoc cref="WaitWord.Wake"/>
    public abstract int Wake(int* word, int count);

    /// <summary>The outcome when there is nothing to wait for, null when there is.</summary>
    private protected static WaitOutcome? TryFinish(int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref *word) != expected)
        {
            return WaitOutcome.ValueChanged;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return WaitOutcome.Canceled;
        }

        return deadline.HasPassed ? WaitOutcome.TimedOut : null;
    }
}
