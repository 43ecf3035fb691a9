using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class BlockingRingConnectionTests() : ConnectionTests(new BlockingCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => RingPair.Create(duplex);
}
