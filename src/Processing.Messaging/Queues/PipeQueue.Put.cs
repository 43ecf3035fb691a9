namespace Processing.Messaging;

public sealed partial class PipeQueue<T>
{
    /// <inheritdoc/>
    public void Put(T item, CancellationToken cancellationToken = default)
    {
        using var draft = CreateDraft(item, PutMode.Quiet, cancellationToken);
        _endpoint.Put(draft, Deadline.Never, cancellationToken);
    }

    /// <inheritdoc/>
    public void Put(T item, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!TryPut(item, timeout, cancellationToken))
        {
            throw new QueueFullException(timeout);
        }
    }

    /// <inheritdoc/>
    public async ValueTask PutAsync(T item, CancellationToken cancellationToken = default)
    {
        using var draft = CreateDraft(item, PutMode.Quiet, cancellationToken);
        await _endpoint.PutAsync(draft, Deadline.Never, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!await TryPutAsync(item, timeout, cancellationToken).ConfigureAwait(false))
        {
            throw new QueueFullException(timeout);
        }
    }

    /// <inheritdoc/>
    public bool TryPut(T item, TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        using var draft = CreateDraft(item, ModeFor(timeout), cancellationToken);
        return _endpoint.Put(draft, Deadline.After(timeout), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryPutAsync(T item, TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        using var draft = CreateDraft(item, ModeFor(timeout), cancellationToken);
        return await _endpoint.PutAsync(draft, Deadline.After(timeout), cancellationToken).ConfigureAwait(false);
    }

    private static PutMode ModeFor(TimeSpan timeout)
        => timeout > TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan ? PutMode.Wait : PutMode.Try;

    private QueueDraft CreateDraft(T item, PutMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var draft = _endpoint.CreateDraft(mode);
        try
        {
            draft.Write(item, _endpoint.Description);
            return draft;
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }
}
