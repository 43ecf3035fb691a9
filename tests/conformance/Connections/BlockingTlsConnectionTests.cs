using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class BlockingTlsConnectionTests() : ConnectionTests(new BlockingCalls())
{
    protected override bool TellsFailureFromEnd => true;

    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => TransportPair.CreateEncrypted(ProcessAddress.AnyTcp, duplex);
}
