using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class BlockingUnixConnectionTests() : MovableConnectionTests(new BlockingCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => UnixPair.Create(duplex);
}
