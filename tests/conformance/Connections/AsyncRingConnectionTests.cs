using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class AsyncRingConnectionTests() : MovableConnectionTests(new AsyncCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => RingPair.Create(duplex);
}
