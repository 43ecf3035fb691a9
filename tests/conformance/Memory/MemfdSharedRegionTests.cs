using Processing.TestSupport;

namespace Processing.ConformanceTests.Memory;

public sealed class MemfdSharedRegionTests : SharedRegionSuite
{
    private protected override RegionBacking Backing { get; } = new MemfdBacking();

    [Fact]
    public void Create_ResizeByAnyone_RefusedByTheSeals()
    {
        using var region = SharedRegion.Create(10_000, "test", Backing);
        using var stranger = SecondMapping.Reopen(region.Handle);

        Assert.ThrowsAny<Exception>(() => RandomAccess.SetLength(stranger, 10));
        Assert.ThrowsAny<Exception>(() => RandomAccess.SetLength(stranger, 100_000));
        Assert.Equal(10_000 + SharedRegion.HeaderLength, RandomAccess.GetLength(stranger));
    }

    [Fact]
    public void Open_UnsealedMemory_Refused()
    {
        using var region = SharedRegion.Create(100, "test", new FileBacking());

        Assert.Throws<WireFormatException>(() => SharedRegion.Open(SecondMapping.Reopen(region.Handle), Backing));
    }
}
