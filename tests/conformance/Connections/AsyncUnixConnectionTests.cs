using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class AsyncUnixConnectionTests() : MovableConnectionTests(new AsyncCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => UnixPair.Create(duplex);
}
