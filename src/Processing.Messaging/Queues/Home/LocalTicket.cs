namespace Processing.Messaging;

/// <summary>A call in the home process itself.</summary>
internal sealed class LocalTicket(bool isGet, bool isAsync) : QueueTicket(isGet)
{
    private int _isDone; // written under the gate of the core, read anywhere

    /// <summary>What the call waits with.</summary>
    public QueueWaiter Waiter { get; } = new(isAsync);

    /// <summary>True once it is served or the queue has ended.</summary>
    public bool IsDone => Volatile.Read(ref _isDone) != 0;

    /// <inheritdoc/>
    public override void EndLocked() => Finish();

    /// <inheritdoc/>
    protected override void OnServedLocked() => Finish();

    private void Finish()
    {
        Volatile.Write(ref _isDone, 1);
        Waiter.Signal();
    }
}
