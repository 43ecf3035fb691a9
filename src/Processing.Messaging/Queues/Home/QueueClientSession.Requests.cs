namespace Processing.Messaging;

internal sealed partial class QueueClientSession
{
    private async Task ReceiveAsync()
    {
        try
        {
            while (await _connection.ReceiveMessageAsync().ConfigureAwait(false) is { } message)
            {
                Take(message);
                await WaitForRoomAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            // Half a message from a client that died, a message that breaks the protocol, or the end of the queue: each ends the session,
            // and the client learns by the end of its connection.
        }
        finally
        {
            _core.Detach(this);
            _connection.Dispose();
        }
    }

    /// <summary>Does what the client asks. The message is disposed unless its item is kept.</summary>
    private void Take(IncomingMessage message)
    {
        bool isKept = false;
        try
        {
            var reader = message.CreateReader();
            var kind = (ClientMessageKind)reader.ReadInt32();
            switch (kind)
            {
                case ClientMessageKind.Put:
                    var mode = (PutMode)reader.ReadInt32();
                    long id = reader.ReadInt64();
                    isKept = true; // the item has its bytes and handles
                    Put(mode, id, new QueueItem(message.Payload.Slice(reader.Consumed), message.Handles));
                    break;
                case ClientMessageKind.Get:
                    Get(reader.ReadInt64(), reader.ReadBoolean());
                    break;
                case ClientMessageKind.Taken:
                    Forget(reader.ReadInt64());
                    break;
                case ClientMessageKind.Withdraw:
                    Withdraw(reader.ReadInt64());
                    break;
                case ClientMessageKind.Attach:
                    _core.Attach(reader.ReadHandle());
                    break;
                case ClientMessageKind.Count:
                    Count(reader.ReadInt64());
                    break;
                default:
                    throw new WireFormatException($"A client of {_core.Description.Name} sends a message of kind {(int)kind}, which does not exist.");
            }
        }
        finally
        {
            if (!isKept)
            {
                message.Dispose();
            }
        }
    }

    private void Put(PutMode mode, long id, QueueItem item)
    {
        if (mode is < PutMode.Quiet or > PutMode.Try)
        {
            item.Dispose();
            throw new WireFormatException($"A client of {_core.Description.Name} puts an item in a way that does not exist.");
        }

        var ticket = new SessionTicket(this, isGet: false, id, mode == PutMode.Quiet) { Item = item };
        bool isKept = false;
        try
        {
            lock (_core.Gate)
            {
                OpenLocked(ticket);
                isKept = _core.PutLocked(ticket, waits: mode != PutMode.Try) || mode != PutMode.Try;
                if (!isKept)
                {
                    RefuseLocked(id);
                }
            }
        }
        finally
        {
            if (!isKept)
            {
                item.Dispose();
            }
        }
    }

    private void Get(long id, bool waits)
    {
        var ticket = new SessionTicket(this, isGet: true, id, isQuiet: false);
        lock (_core.Gate)
        {
            OpenLocked(ticket);
            if (!_core.GetLocked(ticket, waits) && !waits)
            {
                RefuseLocked(id);
            }
        }
    }

    /// <summary>The item is with the caller: from here on it is the client's to lose.</summary>
    private void Forget(long id)
    {
        QueueItem? item;
        lock (_core.Gate)
        {
            item = _open.Remove(id, out var ticket) && ticket is { IsGet: true, IsServed: true }
                ? ticket.Item
                : throw new WireFormatException($"A client of {_core.Description.Name} acknowledges an item that it was not given.");
        }

        item?.Dispose();
    }

    /// <summary>
    /// The caller gave up. The client ignores an item that it was sent for this request, so it can be handed out again at once; a put that
    /// was stored meanwhile is answered so already.
    /// </summary>
    private void Withdraw(long id)
    {
        QueueItem? dropped = null;
        lock (_core.Gate)
        {
            if (!_open.Remove(id, out var ticket))
            {
                return;
            }

            if (ticket.IsServed)
            {
                _core.ReturnLocked(ticket.Item!); // only a get stays open once it is served
                return;
            }

            _core.LeaveLocked(ticket);
            if (!ticket.IsGet)
            {
                dropped = ticket.Item;
                PostLocked(new SessionReply(HomeMessageKind.Refused, id));
            }
        }

        dropped?.Dispose();
    }

    private void Count(long id)
    {
        int count = _core.Count;
        lock (_core.Gate)
        {
            PostLocked(new SessionReply(HomeMessageKind.Counted, id, Count: count));
        }
    }

    private void OpenLocked(SessionTicket ticket)
    {
        if (!ticket.IsQuiet && !_open.TryAdd(ticket.Id, ticket))
        {
            throw new WireFormatException($"A client of {_core.Description.Name} uses the number of a request that is still open.");
        }
    }

    private void RefuseLocked(long id)
    {
        _open.Remove(id);
        PostLocked(new SessionReply(HomeMessageKind.Refused, id));
    }
}
