using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public sealed class PythonUnixListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.NewUnix();

    protected override void Configure(EndpointOptions options) => options.Protocol = HandshakeMode.Python;
}
