using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class MixedTlsConnectionTests() : ConnectionTests(new MixedCalls())
{
    protected override bool TellsFailureFromEnd => true;

    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.CreateEncrypted(ProcessAddress.AnyTcp, duplex);
}
