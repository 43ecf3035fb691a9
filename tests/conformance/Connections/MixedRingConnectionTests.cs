using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class MixedRingConnectionTests() : MovableConnectionTests(new MixedCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => RingPair.Create(duplex);
}
