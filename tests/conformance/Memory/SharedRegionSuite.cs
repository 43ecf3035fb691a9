using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Memory;

/// <summary>What every kind of shared memory promises.</summary>
public abstract class SharedRegionSuite
{
    private const string Purpose = "test";

    private protected abstract RegionBacking Backing { get; }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(3_000_001)]
    public unsafe void Create_AnySize_IsZeroedAndWritableToTheLastByte(long size)
    {
        using var region = SharedRegion.Create(size, Purpose, Backing);

        Assert.Equal(size, region.Size);
        Assert.Equal(-1, new ReadOnlySpan<byte>(region.Pointer, checked((int)size)).IndexOfAnyExcept((byte)0));
        region.At<byte>(size - 1) = 200;
        Assert.Equal(200, region.Pointer[size - 1]);
    }

    [Fact]
    public void Open_SecondMapping_SeesTheSameMemoryAndWhoMadeIt()
    {
        using var first = SharedRegion.Create(100, Purpose, Backing);
        using var second = SharedRegion.Open(SecondMapping.Reopen(first.Handle), Backing);

        first.At<long>(8) = 42;
        second.At<int>(96) = 43;

        Assert.Equal(42, second.At<long>(8));
        Assert.Equal(43, first.At<int>(96));
        Assert.Equal(Purpose, second.Purpose);
        Assert.Equal(100, second.Size);
        Assert.Equal(ProcessIdentity.Current, second.Creator);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(93)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void At_OutsideThePayload_Refused(long offset)
    {
        using var region = SharedRegion.Create(100, Purpose, Backing);

        Assert.Throws<ArgumentOutOfRangeException>(() => region.At<long>(offset));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public unsafe void Open_HeaderByteChanged_Refused(int place)
    {
        using var region = SharedRegion.Create(100, Purpose, Backing);
        region.Pointer[place - SharedRegion.HeaderLength] ^= 1;

        Assert.Throws<WireFormatException>(() => SharedRegion.Open(SecondMapping.Reopen(region.Handle), Backing));
    }

    [Fact]
    public void Open_FileWithoutHeader_RefusedAndClosed()
    {
        var file = Backing.CreateFile(4096, Purpose);

        Assert.Throws<WireFormatException>(() => SharedRegion.Open(file, Backing));
        Assert.True(file.IsClosed);
    }

    [Fact]
    public void Open_FileShorterThanTheHeader_RefusedAndClosed()
    {
        var file = Backing.CreateFile(10, Purpose);

        Assert.Throws<WireFormatException>(() => SharedRegion.Open(file, Backing));
        Assert.True(file.IsClosed);
    }

    [Fact]
    public void Require_OtherPurposeOrTooSmall_RefusedAndDisposed()
    {
        using var region = SharedRegion.Create(100, Purpose, Backing);
        using var small = SharedRegion.Create(100, Purpose, Backing);

        Assert.Throws<WireFormatException>(() => region.Require("other", 1));
        Assert.True(region.IsDisposed);
        Assert.Throws<WireFormatException>(() => small.Require(Purpose, 101));
        Assert.True(small.IsDisposed);
    }

    [Fact]
    public unsafe void Dispose_AccessAfterIt_TouchesNothingOfOthers()
    {
        using var first = SharedRegion.Create(100, Purpose, Backing);
        var second = SharedRegion.Open(SecondMapping.Reopen(first.Handle), Backing);
        first.At<int>(0) = 5;
        second.Dispose();
        second.Dispose();

        // No fault: the addresses stay good while the object is reachable.
        second.Pointer[50] = 1;
        Assert.True(second.IsDisposed);
        Assert.Equal(5, first.At<int>(0));
        GC.KeepAlive(second);
    }

    [Fact]
    public void Passing_ThroughAMessage_SharesTheMemory()
    {
        using var region = SharedRegion.Create(100, Purpose);
        using var handles = new PassedHandles();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(buffer) { Handles = handles };
        region.WriteTo(ref writer);
        writer.Flush();
        using var received = new ReceivedHandles([SecondMapping.Reopen((SafeFileHandle)handles[0])]);
        var reader = new MessageReader(new ReadOnlySequence<byte>(buffer.WrittenMemory)) { Handles = received };

        using var other = SharedRegion.ReadFrom(ref reader);

        region.At<int>(4) = 9;
        Assert.Equal(9, other.At<int>(4));
    }

    [Fact]
    public void Create_LeavesNoNameBehind()
    {
        using var region = SharedRegion.Create(100, Purpose, Backing);

        string? target = File.ResolveLinkTarget($"/proc/self/fd/{region.Handle.DangerousGetHandle()}", returnFinalTarget: false)?.FullName;

        Assert.EndsWith("(deleted)", target, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(target!.Replace("/memfd:", "/nowhere/", StringComparison.Ordinal))));
    }
}
