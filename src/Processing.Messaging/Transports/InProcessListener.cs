using System.Collections.Concurrent;

namespace Processing.Messaging;

/// <summary>Listens at a name of this process.</summary>
internal sealed class InProcessListener : TransportListener
{
    private static readonly ConcurrentDictionary<string, InProcessListener> s_listeners = new(StringComparer.Ordinal);

    private readonly InProcessAddress _address;
    private readonly ConcurrentQueue<InProcessTransport> _waiting = new(); // connected and not accepted
    private readonly SemaphoreSlim _accepts = new(0); // as many as wait in the queue
    private readonly SemaphoreSlim _rooms; // as many as may still wait
    private readonly CancellationTokenSource _closed = new();
    private int _isDisposed; // 1 once disposed

    private InProcessListener(InProcessAddress address, int backlog)
    {
        _address = address;
        _rooms = new SemaphoreSlim(backlog);
    }

    /// <inheritdoc/>
    public override ProcessAddress Address => _address;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="ProcessingException">Somebody listens at the name already.</exception>
    public static InProcessListener Listen(InProcessAddress address, int backlog)
    {
        var listener = new InProcessListener(address, backlog);
        if (s_listeners.TryAdd(address.Name, listener))
        {
            return listener;
        }

        listener.Dispose();
        throw new ProcessingException($"{address} is in use: this process listens there already.");
    }

    /// <summary>Connects; blocks the calling thread while the listener's queue is full.</summary>
    public static InProcessTransport Connect(InProcessAddress address, Deadline deadline, CancellationToken cancellationToken)
    {
        var listener = Find(address);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, listener._closed.Token);
        try
        {
            return listener._rooms.Wait(deadline.IsNever ? Timeout.Infinite : deadline.RemainingMilliseconds, either.Token)
                ? listener.Add()
                : throw ConnectFailure.CreateTimeout(address);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CreateUnknown(address); // it was disposed meanwhile
        }
    }

    /// <summary>As <see cref="Connect"/>, without a thread that waits.</summary>
    public static async ValueTask<Transport> ConnectAsync(InProcessAddress address, CancellationToken cancellationToken)
    {
        var listener = Find(address);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, listener._closed.Token);
        try
        {
            await listener._rooms.WaitAsync(either.Token).ConfigureAwait(false);
            return listener.Add();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CreateUnknown(address); // as above
        }
    }

    /// <inheritdoc/>
    public override Transport Accept(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            _accepts.Wait(either.Token);
            return Take();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(ToString());
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<Transport> AcceptAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            await _accepts.WaitAsync(either.Token).ConfigureAwait(false);
            return Take();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(ToString());
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        s_listeners.TryRemove(new KeyValuePair<string, InProcessListener>(_address.Name, this));
        _closed.Cancel();
        DropWaiting();
    }

    private static InProcessListener Find(InProcessAddress address)
        => s_listeners.TryGetValue(address.Name, out var listener) ? listener : throw CreateUnknown(address);

    private static ConnectFailedException CreateUnknown(InProcessAddress address) => new(
        ConnectFailedReason.NobodyListens,
        s_listeners.IsEmpty
            ? $"{address} cannot be connected to: nobody listens at any name of this process."
            : $"{address} cannot be connected to: nobody listens at that name in this process, but at {string.Join(", ", s_listeners.Keys.Order(StringComparer.Ordinal).Take(10))}.");

    private InProcessTransport Add()
    {
        var (near, far) = InProcessTransport.CreatePair(_address);
        _waiting.Enqueue(far);
        _accepts.Release();
        if (Volatile.Read(ref _isDisposed) != 0)
        {
            DropWaiting(); // disposing may have looked before this one was there
        }

        return near;
    }

    private InProcessTransport Take()
    {
        bool isThere = _waiting.TryDequeue(out var transport);
        ObjectDisposedException.ThrowIf(!isThere, this); // disposing took it
        _rooms.Release();
        return transport!; // it is there
    }

    private void DropWaiting()
    {
        while (_waiting.TryDequeue(out var transport))
        {
            transport.Dispose();
        }
    }
}
