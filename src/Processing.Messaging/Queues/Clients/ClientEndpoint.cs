namespace Processing.Messaging;

/// <summary>
/// The queue in a process that it was passed to: requests over a connection of its own to the home. Many threads may call at the same time;
/// each request has a number, and whoever reads hands every answer to the request it is for.
/// </summary>
/// <remarks>
/// A put to a queue without a capacity returns once its message is wholly in the socket: the home reads a socket to its end, also when the
/// client is killed the moment after, so the item is as safe there as in the home's memory, and no round trip is paid for. So that such puts
/// cannot pile up at a home that is out of room for bytes, one in every <see cref="QuietPuts"/>, or after <see cref="QuietBytes"/>, waits for
/// its answer, which says the same of all before it. A put to a bounded queue always waits for the answer: there, waiting is what it is for.
/// An item that arrives is acknowledged at once, before the caller gets it, not with the next message: otherwise a client that took an item
/// and then ended in peace would make it come again.
/// </remarks>
internal sealed partial class ClientEndpoint : QueueEndpoint
{
    private const int QuietPuts = 64;
    private const int QuietBytes = 256 * 1024;

    private readonly Connection _connection;
    private readonly SemaphoreSlim _sendTurn = new(1, 1); // one sender at a time; never disposed, since it has no handle
    private readonly Lock _gate = new();
    private readonly Dictionary<long, QueueRequest> _pending = []; // under _gate, like all below
    private int _pendingAsync; // how many of them do not block a thread
    private bool _isReading; // one caller, or the asynchronous loop, is the reader
    private CancellationTokenSource _loopStop = new(); // fires when nobody waits for the loop any more
    private Exception? _endReason; // the first one counts
    private bool _isDisposed;
    private int _quietPuts; // since the last put that was answered
    private long _quietBytes;
    private Task _loop = Task.CompletedTask;
    private long _lastId; // interlocked

    /// <summary>Takes ownership of the connection.</summary>
    public ClientEndpoint(QueueDescription description, Connection connection)
        : base(description) => _connection = connection;

    /// <inheritdoc/>
    public override QueueDraft CreateDraft(PutMode mode)
    {
        ThrowIfEnded();
        bool isQuiet = mode == PutMode.Quiet && Description.Capacity == 0 && IsQuietAllowed();
        var draft = new QueueDraft(mode == PutMode.Quiet && !isQuiet ? PutMode.Wait : mode, NextId());
        var writer = draft.Message.CreateWriter();
        writer.WriteInt64((long)ClientMessageKind.Put);
        writer.WriteInt64((long)draft.Mode);
        writer.WriteInt64(draft.Id);
        writer.Flush();
        return draft;
    }

    /// <inheritdoc/>
    public override int GetCount()
    {
        var request = Open(NextId(), isAsync: false);
        using (var message = CreateMessage(ClientMessageKind.Count, request.Id))
        {
            Send(message, request, Deadline.Never, CancellationToken.None);
        }

        WaitForAnswer(request, Deadline.Never, CancellationToken.None);
        return request.Answer == HomeMessageKind.Counted ? request.Count : throw CreateEndedError();
    }

    /// <inheritdoc/>
    /// <remarks>Blocks until the message is in the socket to the home, whoever writes: the new client is lost if this process ends before.</remarks>
    public override void WriteConnection(ref MessageWriter writer)
    {
        var (atHome, theirs) = Libc.CreateSocketPair();
        try
        {
            using var message = new OutgoingMessage();
            var attach = message.CreateWriter();
            attach.WriteInt64((long)ClientMessageKind.Attach);
            attach.GiveHandle(atHome);
            attach.Flush();
            Send(message);
            writer.GiveHandle(theirs);
        }
        catch
        {
            atHome.Dispose();
            theirs.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        End(CreateDisposedError());
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Dispose();
        Task loop;
        lock (_gate)
        {
            loop = _loop;
        }

        await loop.ConfigureAwait(false);
    }

    private static OutgoingMessage CreateMessage(ClientMessageKind kind, long id)
    {
        var message = new OutgoingMessage();
        var writer = message.CreateWriter();
        writer.WriteInt64((long)kind);
        writer.WriteInt64(id);
        writer.Flush();
        return message;
    }

    private static OutgoingMessage CreateGet(long id, bool waits)
    {
        var message = new OutgoingMessage();
        var writer = message.CreateWriter();
        writer.WriteInt64((long)ClientMessageKind.Get);
        writer.WriteInt64(id);
        writer.WriteBoolean(waits);
        writer.Flush();
        return message;
    }

    private long NextId() => Interlocked.Increment(ref _lastId);

    private bool IsQuietAllowed()
    {
        lock (_gate)
        {
            return _quietPuts < QuietPuts && _quietBytes < QuietBytes;
        }
    }

    private void CountPut(QueueDraft draft)
    {
        lock (_gate)
        {
            bool isQuiet = draft.Mode == PutMode.Quiet;
            _quietPuts = isQuiet ? _quietPuts + 1 : 0;
            _quietBytes = isQuiet ? _quietBytes + draft.ItemLength : 0;
        }
    }

    private QueueRequest Open(long id, bool isAsync)
    {
        var request = new QueueRequest(id, isAsync);
        lock (_gate)
        {
            if (_endReason is null)
            {
                _pending.Add(id, request);
                _pendingAsync += isAsync ? 1 : 0;
                return request;
            }
        }

        throw CreateEndedError();
    }

    /// <summary>Stops waiting for an answer; false when it is there.</summary>
    private bool TryAbandon(QueueRequest request)
    {
        CancellationTokenSource? idle;
        lock (_gate)
        {
            if (!_pending.Remove(request.Id))
            {
                return false;
            }

            _pendingAsync -= request.Waiter.IsAsync ? 1 : 0;
            idle = request.Waiter.IsAsync && _pendingAsync == 0 && _isReading ? _loopStop : null;
        }

        idle?.Cancel(); // a loop that goes on after all, for a request made just now, starts anew
        return true;
    }

    /// <summary>No answer can come any more: everyone who waits is told.</summary>
    private void End(Exception reason)
    {
        lock (_gate)
        {
            _endReason ??= reason;
            foreach (var request in _pending.Values)
            {
                request.Complete(answer: null);
            }

            _pending.Clear();
            _pendingAsync = 0;
        }

        _connection.Dispose();
    }

    private void ThrowIfEnded()
    {
        lock (_gate)
        {
            if (_endReason is null)
            {
                return;
            }
        }

        throw CreateEndedError();
    }

    private Exception CreateEndedError()
    {
        lock (_gate)
        {
            return _isDisposed
                ? CreateDisposedError()
                : new ConnectionClosedException(
                    $"{Description.Name} has ended: the process that created it has disposed of it, or has ended.", _endReason);
        }
    }
}
