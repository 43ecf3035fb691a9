using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public sealed class UnixListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.NewUnix();
}
