using System.Threading.Channels;

namespace Processing.Messaging;

/// <summary>
/// One client as the home sees it: a loop that takes its requests, and one that sends the answers. What a client has not acknowledged is
/// kept here, and goes back to the queue when the client withdraws the request or dies. Nobody else waits for a client that is slow or
/// stopped: its answers queue up here, and while too many do, no further request of it is read.
/// </summary>
internal sealed partial class QueueClientSession : IDisposable
{
    private const int MaxUnsentReplies = 1024;

    private readonly QueueCore _core;
    private readonly Connection _connection;

    // Requests that wait, and items that were handed out and are not acknowledged; under the gate of the core.
    private readonly Dictionary<long, SessionTicket> _open = [];
    private readonly Channel<SessionReply> _replies = Channel.CreateUnbounded<SessionReply>(new() { SingleReader = true });
    private int _unsent; // under the gate of the core
    private bool _isSilent; // nothing can be sent any more; under the gate of the core
    private TaskCompletionSource? _room; // what the receiving loop waits for while too much is unsent; under the gate of the core
    private Task _receiving = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    /// <summary>Takes ownership of the connection.</summary>
    public QueueClientSession(QueueCore core, Connection connection)
    {
        _core = core;
        _connection = connection;
    }

    /// <summary>Completes once both loops have ended.</summary>
    public Task Finished => Task.WhenAll(_receiving, _sending);

    /// <summary>Starts both loops.</summary>
    public void Start()
    {
        _sending = SendAsync();
        _receiving = ReceiveAsync();
    }

    /// <summary>Closes the connection, which ends both loops.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Answers a request that was served, at once or after a wait.</summary>
    public void AnswerServedLocked(SessionTicket ticket)
    {
        if (ticket.IsGet)
        {
            PostLocked(new SessionReply(HomeMessageKind.Item, ticket.Id, ticket));
        }
        else if (!ticket.IsQuiet)
        {
            _open.Remove(ticket.Id);
            PostLocked(new SessionReply(HomeMessageKind.Stored, ticket.Id));
        }
    }

    /// <summary>
    /// The client is gone. Its requests go with it; what it was sent and has not acknowledged goes back. Puts that it counts as done stay.
    /// </summary>
    public void EndLocked()
    {
        SilenceLocked();
        SessionTicket[] tickets = [.. _open.Values];
        _open.Clear();
        foreach (var ticket in tickets.Where(ticket => !ticket.IsServed))
        {
            _core.LeaveLocked(ticket); // first, so that nothing that comes back is handed to it
            if (!ticket.IsGet)
            {
                ticket.Item?.Dispose();
            }
        }

        // The oldest first, so that calls that wait already get them in their order. A get that is served has its item.
        foreach (var item in tickets.Where(ticket => ticket is { IsGet: true, IsServed: true }).Select(ticket => ticket.Item!).OrderBy(item => item.Sequence))
        {
            _core.ReturnLocked(item);
        }
    }

    private void PostLocked(SessionReply reply)
    {
        if (!_isSilent)
        {
            _unsent++;
            _replies.Writer.TryWrite(reply); // an unbounded channel takes it
        }
    }

    private void SilenceLocked()
    {
        _isSilent = true;
        _replies.Writer.TryComplete();
        _room?.TrySetResult();
        _room = null;
    }
}
