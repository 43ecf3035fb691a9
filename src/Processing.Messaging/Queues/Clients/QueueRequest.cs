namespace Processing.Messaging;

/// <summary>A request to the home that is not answered yet. The answer is written once, under the gate of the endpoint.</summary>
internal sealed class QueueRequest(long id, bool isAsync)
{
    private int _isAnswered; // written last, so that whoever sees it sees the rest

    /// <summary>Its number.</summary>
    public long Id => id;

    /// <summary>What the caller waits with.</summary>
    public QueueWaiter Waiter { get; } = new(isAsync);

    /// <summary>True once there is an answer, or none can come any more.</summary>
    public bool IsAnswered => Volatile.Read(ref _isAnswered) != 0;

    /// <summary>What the home answered; null when the connection ended instead.</summary>
    public HomeMessageKind? Answer { get; private set; }

    /// <summary>The item, if that is the answer; the caller disposes it.</summary>
    public QueueItem? Item { get; private set; }

    /// <summary>The number of items, if that is the answer.</summary>
    public int Count { get; private set; }

    /// <summary>Writes the answer and wakes the caller.</summary>
    public void Complete(HomeMessageKind? answer, QueueItem? item = null, int count = 0)
    {
        Answer = answer;
        Item = item;
        Count = count;
        Volatile.Write(ref _isAnswered, 1);
        Waiter.Signal();
    }
}
