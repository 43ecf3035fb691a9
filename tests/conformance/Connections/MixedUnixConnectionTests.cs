using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class MixedUnixConnectionTests() : MovableConnectionTests(new MixedCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => UnixPair.Create(duplex);
}
