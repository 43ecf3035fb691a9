using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

public sealed partial class PipeQueue<T>
{
    /// <inheritdoc/>
    public T Get(CancellationToken cancellationToken = default) => Get(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <inheritdoc/>
    public T Get(TimeSpan timeout, CancellationToken cancellationToken = default)
        => TryGet(out var item, timeout, cancellationToken) ? item : throw new QueueEmptyException(timeout);

    /// <inheritdoc/>
    public ValueTask<T> GetAsync(CancellationToken cancellationToken = default) => GetAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var item = await TryGetAsync(timeout, cancellationToken).ConfigureAwait(false);
        return item.HasValue ? item.Value : throw new QueueEmptyException(timeout);
    }

    /// <inheritdoc/>
    public bool TryGet([MaybeNullWhen(false)] out T item, TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        using var taken = _endpoint.Get(Deadline.After(timeout), cancellationToken);
        item = taken is null ? default : Decode(taken);
        return taken is not null;
    }

    /// <inheritdoc/>
    public async ValueTask<Received<T>> TryGetAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        using var taken = await _endpoint.GetAsync(Deadline.After(timeout), cancellationToken).ConfigureAwait(false);
        return taken is null ? default : new Received<T>(true, Decode(taken));
    }

    private static T Decode(QueueItem item) => MessagePackSerializer.Deserialize<T>(item.Payload, item.Handles);
}
