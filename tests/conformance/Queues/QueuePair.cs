using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>A queue with a producer and a consumer, and all objects that are to be disposed.</summary>
public sealed record QueuePair<T>(IProcessQueue<T> Producer, IProcessQueue<T> Consumer, params IDisposable[] Owned) : IDisposable
{
    public void Dispose()
    {
        foreach (var owned in Owned)
        {
            owned.Dispose();
        }
    }
}
