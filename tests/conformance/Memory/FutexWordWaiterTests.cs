namespace Processing.ConformanceTests.Memory;

public sealed class FutexWordWaiterTests : WordWaiterSuite
{
    private protected override WordWaiter Waiter { get; } = new FutexWordWaiter(FutexWordWaiter.KernelHasVectorWait);

    [Fact]
    public unsafe void Structs_AsTheKernelHasThem()
    {
        Assert.Equal(TimeSpec.NativeSize, sizeof(TimeSpec));
        Assert.Equal(FutexWaiterEntry.NativeSize, sizeof(FutexWaiterEntry));
        Assert.Equal(SharedRegion.HeaderLength, sizeof(RegionHeader));
    }
}
