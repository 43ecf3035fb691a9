using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>Blocking and asynchronous calls in turn, on the object that created the queue.</summary>
public sealed class HomePipeQueueTests : MixedPipeQueueTests
{
    protected override QueuePair<int> CreatePair(int capacity = 0)
    {
        var home = new PipeQueue<int>(capacity);
        return new QueuePair<int>(home, home, home);
    }
}
