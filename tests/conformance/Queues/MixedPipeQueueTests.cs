using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>Blocking and asynchronous calls in turn.</summary>
public abstract class MixedPipeQueueTests : ProcessQueueTests
{
    private int _calls;

    protected override Task PutAsync<T>(IProcessQueue<T> queue, T item, CancellationToken cancellationToken = default)
        => IsTurnToBlock()
            ? BlockingPipeQueueTests.Call(() =>
            {
                queue.Put(item, cancellationToken);
                return true;
            })
            : queue.PutAsync(item, cancellationToken).AsTask();

    protected override Task<bool> TryPutAsync<T>(IProcessQueue<T> queue, T item, TimeSpan timeout)
        => IsTurnToBlock() ? BlockingPipeQueueTests.Call(() => queue.TryPut(item, timeout)) : queue.TryPutAsync(item, timeout).AsTask();

    protected override Task<T> GetAsync<T>(IProcessQueue<T> queue, CancellationToken cancellationToken = default)
        => IsTurnToBlock() ? BlockingPipeQueueTests.Call(() => queue.Get(cancellationToken)) : queue.GetAsync(cancellationToken).AsTask();

    protected override Task<Received<T>> TryGetAsync<T>(IProcessQueue<T> queue, TimeSpan timeout)
        => IsTurnToBlock()
            ? BlockingPipeQueueTests.Call(() => queue.TryGet(out var item, timeout) ? new Received<T>(true, item) : default)
            : queue.TryGetAsync(timeout).AsTask();

    private bool IsTurnToBlock() => Interlocked.Increment(ref _calls) % 2 == 0;
}
