namespace Processing.Messaging;

/// <summary>
/// The items of a queue in their order. An item that comes back from a client goes to where it was: before everything that was stored
/// after it, behind what came back earlier and is older. Under the gate of the core.
/// </summary>
internal sealed class ItemLine
{
    private readonly LinkedList<QueueItem> _items = new();
    private long _lastSequence;

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>What they cost together.</summary>
    public long Cost { get; private set; }

    /// <summary>Adds a new item at the end.</summary>
    public void Append(QueueItem item)
    {
        item.Sequence = ++_lastSequence;
        _items.AddLast(item);
        Cost += item.Cost;
    }

    /// <summary>Puts an item back that was taken.</summary>
    public void Return(QueueItem item)
    {
        var next = _items.First;
        while (next is not null && next.Value.Sequence < item.Sequence)
        {
            next = next.Next;
        }

        if (next is null)
        {
            _items.AddLast(item);
        }
        else
        {
            _items.AddBefore(next, item);
        }

        Cost += item.Cost;
    }

    /// <summary>Takes the first item; there is one.</summary>
    public QueueItem Take()
    {
        var item = _items.First!.Value; // the caller has looked at Count
        _items.RemoveFirst();
        Cost -= item.Cost;
        return item;
    }
}
