using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class BlockingRingConnectionTests() : MovableConnectionTests(new BlockingCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => RingPair.Create(duplex);
}
