namespace Processing.Messaging;

/// <summary>The handshakes that are pending, the oldest first. There is room for so many: one more, and the oldest is dropped.</summary>
internal sealed class PendingHandshakes(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PendingHandshake> _pending = []; // under _gate
    private bool _isClosed; // under _gate

    /// <summary>Takes one in; its place is given back with <see cref="Remove"/>.</summary>
    public LinkedListNode<PendingHandshake> Add(PendingHandshake handshake)
    {
        PendingHandshake? dropped = null;
        var reason = AuthenticationFailure.Displaced;
        LinkedListNode<PendingHandshake> place;
        lock (_gate)
        {
            place = _pending.AddLast(handshake);
            if (_isClosed)
            {
                (dropped, reason) = (handshake, AuthenticationFailure.None);
            }
            else if (_pending.Count > capacity)
            {
                dropped = _pending.First!.Value; // capacity is one at least
                _pending.RemoveFirst();
            }
        }

        Drop(dropped, reason);
        return place;
    }

    /// <summary>It is done, however it ended.</summary>
    public void Remove(LinkedListNode<PendingHandshake> place)
    {
        lock (_gate)
        {
            if (place.List is not null)
            {
                _pending.Remove(place);
            }
        }

        place.Value.Dispose();
    }

    /// <summary>Drops all that are there and all that come.</summary>
    public void Close()
    {
        PendingHandshake[] dropped;
        lock (_gate)
        {
            _isClosed = true;
            dropped = [.. _pending];
        }

        foreach (var handshake in dropped)
        {
            Drop(handshake, AuthenticationFailure.None);
        }
    }

    private static void Drop(PendingHandshake? handshake, AuthenticationFailure reason)
    {
        try
        {
            handshake?.Drop(reason);
        }
        catch (ObjectDisposedException)
        {
            // It was done at this very moment.
        }
    }
}
