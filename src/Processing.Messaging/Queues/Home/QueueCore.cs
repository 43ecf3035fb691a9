using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// The queue itself, in the memory of its home: the items, the calls that wait for an item or for room, each in the order it came, and one
/// session per client. Its gate is held for state only; what must be sent is noted under it and sent outside.
/// </summary>
internal sealed class QueueCore(QueueDescription description)
{
    private readonly ItemLine _items = new(); // under Gate, like all below
    private readonly LinkedList<QueueTicket> _getters = new(); // never empty together with _items being not
    private readonly LinkedList<QueueTicket> _putters = new(); // the first one does not fit; the rest wait behind it, so order is kept
    private readonly HashSet<QueueClientSession> _sessions = [];
    private bool _isEnded;

    /// <summary>Guards the core, its tickets and the tables of its sessions.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Name and limits.</summary>
    public QueueDescription Description => description;

    /// <summary>How many items are there for the next getters.</summary>
    public int Count
    {
        get
        {
            lock (Gate)
            {
                ThrowIfEndedLocked();
                return _items.Count;
            }
        }
    }

    /// <summary>Stores the ticket's item if there is room. If not, the ticket waits in line, or does not.</summary>
    public bool PutLocked(QueueTicket ticket, bool waits)
    {
        ThrowIfEndedLocked();
        if (_putters.Count == 0 && HasRoomLocked(ticket))
        {
            StoreLocked(ticket);
            MatchLocked();
            return true;
        }

        ticket.Place = waits ? _putters.AddLast(ticket) : null;
        return false;
    }

    /// <summary>Gives the ticket the first item. If there is none, the ticket waits in line, or does not.</summary>
    public bool GetLocked(QueueTicket ticket, bool waits)
    {
        ThrowIfEndedLocked();
        if (_items.Count > 0)
        {
            HandOutLocked(ticket);
            MatchLocked();
            return true;
        }

        ticket.Place = waits ? _getters.AddLast(ticket) : null;
        return false;
    }

    /// <summary>Takes the ticket out of its line; false when it does not stand there any more.</summary>
    public bool LeaveLocked(QueueTicket ticket)
    {
        if (ticket.Place is not { List: { } line } place)
        {
            return false;
        }

        line.Remove(place);
        ticket.Place = null;
        MatchLocked(); // it may have been the large item that held up smaller ones
        return true;
    }

    /// <summary>An item that was handed out did not reach anyone: it goes back to its place, to be handed out again.</summary>
    public void ReturnLocked(QueueItem item)
    {
        if (_isEnded)
        {
            item.Dispose();
            return;
        }

        // The bounds may be exceeded by such items: their places were given away when they were handed out, so that a client which is
        // stopped with an item in its socket keeps no producer waiting.
        _items.Return(item);
        MatchLocked();
    }

    /// <summary>Serves a further client over <paramref name="socket"/>, which the core owns from here on.</summary>
    public void Attach(SafeFileHandle socket)
    {
        QueueClientSession session;
        lock (Gate)
        {
            if (_isEnded)
            {
                socket.Dispose();
                ThrowIfEndedLocked();
            }

            session = new QueueClientSession(this, description.Connect(socket));
            _sessions.Add(session);
        }

        session.Start();
    }

    /// <summary>A client is gone.</summary>
    public void Detach(QueueClientSession session)
    {
        lock (Gate)
        {
            _sessions.Remove(session);
            session.EndLocked();
        }
    }

    /// <summary>Ends the queue for everyone. Returns the sessions that are to be closed.</summary>
    public IReadOnlyCollection<QueueClientSession> End()
    {
        lock (Gate)
        {
            if (_isEnded)
            {
                return [];
            }

            _isEnded = true;
            foreach (var ticket in _getters.Concat(_putters))
            {
                ticket.Place = null;
                ticket.EndLocked();
            }

            _getters.Clear();
            _putters.Clear();
            while (_items.Count > 0)
            {
                _items.Take().Dispose();
            }

            return [.. _sessions];
        }
    }

    private bool HasRoomLocked(QueueTicket ticket)
        => (description.Capacity == 0 || _items.Count < description.Capacity)
            && (_items.Count == 0 || _items.Cost + ticket.Item!.Cost <= description.MaxBytes); // a put has its item from the start

    private void StoreLocked(QueueTicket ticket)
    {
        _items.Append(ticket.Item!); // a put has its item from the start
        ticket.ServeLocked();
    }

    private void HandOutLocked(QueueTicket ticket)
    {
        ticket.Item = _items.Take();
        ticket.ServeLocked();
    }

    /// <summary>Serves whoever can be served now, first come first served.</summary>
    private void MatchLocked()
    {
        while (true)
        {
            if (_items.Count > 0 && _getters.First is { } getter)
            {
                _getters.RemoveFirst();
                getter.Value.Place = null;
                HandOutLocked(getter.Value);
            }
            else if (_putters.First is { } putter && HasRoomLocked(putter.Value))
            {
                _putters.RemoveFirst();
                putter.Value.Place = null;
                StoreLocked(putter.Value);
            }
            else
            {
                return;
            }
        }
    }

    private void ThrowIfEndedLocked()
    {
        if (_isEnded)
        {
            throw CreateEndedError();
        }
    }

    private ObjectDisposedException CreateEndedError() => new(description.Name);
}
