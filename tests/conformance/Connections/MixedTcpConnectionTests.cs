using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class MixedTcpConnectionTests() : ConnectionTests(new MixedCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.Create(ProcessAddress.AnyTcp, duplex);
}
