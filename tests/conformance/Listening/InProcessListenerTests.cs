namespace Processing.ConformanceTests.Listening;

public sealed class InProcessListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => new InProcessAddress(Guid.NewGuid().ToString());
}
