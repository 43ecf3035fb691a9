using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// Connections whose peer was let in and that nobody has taken yet, in the order in which their handshakes were done. Taking waits in a
/// blocking and in an asynchronous form. When there are many, whoever accepts waits; those that were accepted before may still come in.
/// </summary>
internal sealed class ReadyConnections(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Connection> _ready = []; // under _gate
    private readonly SemaphoreSlim _count = new(0); // one for each connection
    private readonly CancellationTokenSource _closed = new();
    private TaskCompletionSource? _room; // whoever accepts waits for it; under _gate
    private bool _isClosed; // under _gate

    /// <summary>Fires when nothing comes any more.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Puts one in; closes it when there is nobody to take it any more.</summary>
    public void Add(Connection connection)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _ready.Enqueue(connection);
                _count.Release();
                return;
            }
        }

        connection.Dispose();
    }

    /// <summary>Takes the oldest, waiting for it on this thread; false when the time was up.</summary>
    /// <exception cref="OperationCanceledException">Either token fired.</exception>
    public bool TryTake(TimeSpan timeout, CancellationToken cancellationToken, [NotNullWhen(true)] out Connection? connection)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        connection = _count.Wait(Deadline.After(timeout).RemainingMilliseconds, either.Token) ? Dequeue(either.Token) : null;
        return connection is not null;
    }

    /// <summary>Takes the oldest; no thread waits for it.</summary>
    /// <exception cref="OperationCanceledException">Either token fired.</exception>
    public async ValueTask<Connection> TakeAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        await _count.WaitAsync(either.Token).ConfigureAwait(false);
        return Dequeue(either.Token);
    }

    /// <summary>Completes once there is room, or nothing comes any more.</summary>
    public Task WaitForRoomAsync()
    {
        lock (_gate)
        {
            if (_isClosed || _ready.Count < capacity)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Ends every wait, and closes what nobody has taken.</summary>
    public void Dispose()
    {
        Connection[] left;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            left = [.. _ready];
            _ready.Clear();
            _room?.TrySetResult();
        }

        _closed.Cancel();
        foreach (var connection in left)
        {
            connection.Dispose();
        }
    }

    private Connection Dequeue(CancellationToken either)
    {
        lock (_gate)
        {
            if (!_ready.TryDequeue(out var connection))
            {
                // Closing has taken what was counted; its token fires right behind.
                throw new OperationCanceledException(either);
            }

            if (_ready.Count < capacity && _room is { } room)
            {
                _room = null;
                room.TrySetResult();
            }

            return connection;
        }
    }
}
