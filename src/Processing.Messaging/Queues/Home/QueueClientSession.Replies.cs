namespace Processing.Messaging;

internal sealed partial class QueueClientSession
{
    private async Task SendAsync()
    {
        try
        {
            using var message = new OutgoingMessage();
            await foreach (var reply in _replies.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                message.Reset();
                if (TryWrite(message, reply))
                {
                    await _connection.SendMessageAsync(message).ConfigureAwait(false);
                }
            }
        }
        catch (ConnectionClosedException)
        {
            // The client is gone. What it sent before is still to be received, so the receiving loop decides when the session ends.
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            // No descriptors for the handles of an item, or the session was closed: the items of the client go back.
            _connection.Dispose();
        }
        finally
        {
            lock (_core.Gate)
            {
                SilenceLocked();
            }
        }
    }

    /// <summary>Writes the answer; false if the client has withdrawn its request since.</summary>
    private bool TryWrite(OutgoingMessage message, SessionReply reply)
    {
        QueueItem? item = null;
        lock (_core.Gate)
        {
            if (--_unsent == MaxUnsentReplies / 2)
            {
                _room?.TrySetResult();
                _room = null;
            }

            if (reply.Ticket is { } ticket)
            {
                if (!_open.TryGetValue(reply.Id, out var open) || open != ticket)
                {
                    return false;
                }

                // From here on someone else may get the item and close its handles before these are sent, so duplicates go.
                item = ticket.Item!; // a ticket is answered with its item
                GiveDuplicates(message.Handles, item.Handles);
            }
        }

        var writer = message.CreateWriter();
        writer.WriteInt64((long)reply.Kind);
        writer.WriteInt64(reply.Id);
        if (reply.Kind == HomeMessageKind.Counted)
        {
            writer.WriteInt64(reply.Count);
        }

        foreach (var segment in item?.Payload ?? default)
        {
            writer.WriteRaw(segment.Span);
        }

        writer.Flush();
        return true;
    }

    private static void GiveDuplicates(PassedHandles message, ReceivedHandles handles)
    {
        for (int i = 0; i < handles.Count; i++)
        {
            message.Give(Libc.Duplicate(handles[i]!)); // nobody claims the handles of an item that is kept
        }
    }

    private ValueTask WaitForRoomAsync()
    {
        lock (_core.Gate)
        {
            if (_isSilent || _unsent < MaxUnsentReplies)
            {
                return ValueTask.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }
}
