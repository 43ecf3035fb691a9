using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>Asynchronous calls, from one client to another.</summary>
public sealed class AsyncPipeQueueTests : ProcessQueueTests
{
    protected override QueuePair<int> CreatePair(int capacity = 0)
    {
        var home = new PipeQueue<int>(capacity);
        var producer = Pass(home);
        var consumer = Pass(producer);
        return new QueuePair<int>(producer, consumer, producer, consumer, home);
    }

    protected override Task PutAsync<T>(IProcessQueue<T> queue, T item, CancellationToken cancellationToken = default)
        => queue.PutAsync(item, cancellationToken).AsTask();

    protected override Task<bool> TryPutAsync<T>(IProcessQueue<T> queue, T item, TimeSpan timeout) => queue.TryPutAsync(item, timeout).AsTask();

    protected override Task<T> GetAsync<T>(IProcessQueue<T> queue, CancellationToken cancellationToken = default)
        => queue.GetAsync(cancellationToken).AsTask();

    protected override Task<Received<T>> TryGetAsync<T>(IProcessQueue<T> queue, TimeSpan timeout) => queue.TryGetAsync(timeout).AsTask();
}
