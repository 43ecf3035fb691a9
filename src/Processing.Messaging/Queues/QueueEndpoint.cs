namespace Processing.Messaging;

/// <summary>A queue as one process uses it: at its home, or over a connection to it. Knows bytes and handles, not the type of the items.</summary>
internal abstract class QueueEndpoint(QueueDescription description) : IDisposable, IAsyncDisposable
{
    /// <summary>Name and limits.</summary>
    public QueueDescription Description => description;

    /// <summary>The beginning of a put; the caller writes the item into it, and disposes it in any case.</summary>
    public abstract QueueDraft CreateDraft(PutMode mode);

    /// <summary>Puts the item; false when it did not find room in time. Try does not wait for room, whatever the deadline.</summary>
    public abstract bool Put(QueueDraft draft, Deadline deadline, CancellationToken cancellationToken);

    /// <inheritdoc cref="Put"/>
    public abstract ValueTask<bool> PutAsync(QueueDraft draft, Deadline deadline, CancellationToken cancellationToken);

    /// <summary>Gets the next item, which the caller disposes; null when none came in time.</summary>
    public abstract QueueItem? Get(Deadline deadline, CancellationToken cancellationToken);

    /// <inheritdoc cref="Get"/>
    public abstract ValueTask<QueueItem?> GetAsync(Deadline deadline, CancellationToken cancellationToken);

    /// <summary>How many items are at the home.</summary>
    public abstract int GetCount();

    /// <summary>Writes a connection to the home, for a further process, into a message.</summary>
    public abstract void WriteConnection(ref MessageWriter writer);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>The queue was disposed in this process.</summary>
    protected ObjectDisposedException CreateDisposedError() => new(description.Name);
}
