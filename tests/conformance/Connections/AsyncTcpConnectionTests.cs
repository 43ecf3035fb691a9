using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class AsyncTcpConnectionTests() : ConnectionTests(new AsyncCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.Create(ProcessAddress.AnyTcp, duplex);
}
