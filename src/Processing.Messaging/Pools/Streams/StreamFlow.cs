namespace Processing.Messaging;

/// <summary>What an <c>Imap</c> call describes: nothing runs until it is enumerated, and each enumeration is a run of its own.</summary>
internal sealed class StreamFlow<TItem, TResult>(
    Dispatcher dispatcher, CallTarget target, IEnumerable<TItem> items, int chunkSize, int workers, IOutcomeOrder<TResult> order)
{
    /// <summary>Chunks under way for each worker: enough that none waits for the taker, few enough that little is read ahead.</summary>
    private const int ChunksPerWorker = 4;

    private int Limit => (int)Math.Min(int.MaxValue, (long)workers * ChunksPerWorker * chunkSize);

    /// <summary>Begins an enumeration.</summary>
    /// <exception cref="OperationCanceledException">The token has fired.</exception>
    public StreamRun<TItem, TResult> Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new StreamRun<TItem, TResult>(
            dispatcher, new StreamJob<TItem, TResult>(target, chunkSize), items.GetEnumerator(), order.Fresh(), Limit, cancellationToken);
    }
}
