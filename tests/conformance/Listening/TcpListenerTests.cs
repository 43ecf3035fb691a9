using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public sealed class TcpListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.AnyTcp;

    protected override void Configure(EndpointOptions options) => options.AllowUnencrypted = true;
}
