namespace Processing.ConformanceTests.Memory;

public sealed class PollingWordWaiterTests : WordWaiterSuite
{
    private protected override WordWaiter Waiter { get; } = new PollingWordWaiter();
}
