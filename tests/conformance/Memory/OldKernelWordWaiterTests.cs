namespace Processing.ConformanceTests.Memory;

public sealed class OldKernelWordWaiterTests : WordWaiterSuite
{
    private protected override WordWaiter Waiter { get; } = new FutexWordWaiter(hasVectorWait: false);
}
