namespace Processing.Messaging;

/// <summary>A put or a get at the home of a queue, and its place in line while it waits. All of it is under the gate of the core.</summary>
internal abstract class QueueTicket(bool isGet)
{
    /// <summary>True for a get.</summary>
    public bool IsGet => isGet;

    /// <summary>What is put, or what was got.</summary>
    public QueueItem? Item { get; set; }

    /// <summary>The place in line; null when it does not wait.</summary>
    public LinkedListNode<QueueTicket>? Place { get; set; }

    /// <summary>True once the item is stored or handed out.</summary>
    public bool IsServed { get; private set; }

    /// <summary>Notes that it is served, and tells whoever waits.</summary>
    public void ServeLocked()
    {
        IsServed = true;
        OnServedLocked();
    }

    /// <summary>The queue has ended while it waited.</summary>
    public abstract void EndLocked();

    /// <summary>Tells whoever waits; must not block.</summary>
    protected abstract void OnServedLocked();
}
