using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>Blocking and asynchronous calls in turn, all on one client object.</summary>
public sealed class SharedClientPipeQueueTests : MixedPipeQueueTests
{
    protected override QueuePair<int> CreatePair(int capacity = 0)
    {
        var home = new PipeQueue<int>(capacity);
        var client = Pass(home);
        return new QueuePair<int>(client, client, client, home);
    }
}
