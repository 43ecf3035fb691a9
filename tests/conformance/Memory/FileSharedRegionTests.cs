namespace Processing.ConformanceTests.Memory;

public sealed class FileSharedRegionTests : SharedRegionSuite
{
    private protected override RegionBacking Backing { get; } = new FileBacking();
}
