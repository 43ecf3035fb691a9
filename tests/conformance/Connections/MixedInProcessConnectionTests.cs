using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class MixedInProcessConnectionTests() : ConnectionTests(new MixedCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.Create(new InProcessAddress(Guid.NewGuid().ToString()), duplex);
}
