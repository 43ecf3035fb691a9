using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class BlockingTcpConnectionTests() : ConnectionTests(new BlockingCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.Create(ProcessAddress.AnyTcp, duplex);
}
