using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>Blocking calls, from one client to another.</summary>
public sealed class BlockingPipeQueueTests : ProcessQueueTests
{
    protected override QueuePair<int> CreatePair(int capacity = 0)
    {
        var home = new PipeQueue<int>(capacity);
        var producer = Pass(home);
        var consumer = Pass(producer);
        return new QueuePair<int>(producer, consumer, producer, consumer, home);
    }

    protected override Task PutAsync<T>(IProcessQueue<T> queue, T item, CancellationToken cancellationToken = default)
        => Call(() =>
        {
            queue.Put(item, cancellationToken);
            return true;
        });

    protected override Task<bool> TryPutAsync<T>(IProcessQueue<T> queue, T item, TimeSpan timeout) => Call(() => queue.TryPut(item, timeout));

    protected override Task<T> GetAsync<T>(IProcessQueue<T> queue, CancellationToken cancellationToken = default)
        => Call(() => queue.Get(cancellationToken));

    protected override Task<Received<T>> TryGetAsync<T>(IProcessQueue<T> queue, TimeSpan timeout)
        => Call(() => queue.TryGet(out var item, timeout) ? new Received<T>(true, item) : default);

    /// <summary>Blocks the calling thread, or another one where that would keep one from the thread pool; only the outcome is a task.</summary>
    internal static Task<T> Call<T>(Func<T> call)
    {
        if (Thread.CurrentThread.IsThreadPoolThread)
        {
            return Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        try
        {
            return Task.FromResult(call());
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }
}
