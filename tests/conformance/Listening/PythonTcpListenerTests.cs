using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public sealed class PythonTcpListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.AnyTcp;

    protected override void Configure(EndpointOptions options) => options.Protocol = HandshakeMode.Python;
}
