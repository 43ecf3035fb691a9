using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class AsyncInProcessConnectionTests() : ConnectionTests(new AsyncCalls())
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.Create(new InProcessAddress(Guid.NewGuid().ToString()), duplex);
}
