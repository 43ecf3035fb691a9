using System.Buffers;
using Processing.Messaging;

namespace Processing.UnitTests.Framing;

public sealed class FrameTests
{
    private const long Limit = 1000;

    [Theory]
    [InlineData("00000000", 0, 0)]
    [InlineData("00000003616263", 3, 0)]
    [InlineData("ffffffff0000000000000003616263", 3, 0)]
    [InlineData("fffffffe0000000200000003616263", 3, 2)]
    [InlineData("fffffffe00000001ffffffff0000000000000003616263", 3, 1)]
    [InlineData("fffffffe0000000000000000", 0, 0)]
    [InlineData("fffffffd00000002aabb00000003616263", 3, 0)]
    [InlineData("fffffffd0000000000000000", 0, 0)]
    [InlineData("fffffffd00000002aabbfffffffe00000002ffffffff0000000000000003616263", 3, 2)]
    public void TryRead_CutAtEveryByte_IsCompleteOnlyAtTheEnd(string hex, int length, int handles)
    {
        byte[] bytes = [.. Convert.FromHexString(hex), 0xff];
        for (int cut = 0; cut < bytes.Length - 1; cut++)
        {
            Assert.False(FrameReader.TryRead(new ReadOnlySequence<byte>(bytes, 0, cut), Limit, isPlain: false, out _));
            Assert.True(FrameReader.TryRead(Split(bytes, cut), Limit, isPlain: false, out var frame));
            Assert.Equal("abc"u8[..length].ToArray(), frame.Payload.ToArray());
            Assert.Equal(handles, frame.HandleCount);
            Assert.Equal([0xff], Split(bytes, cut).Slice(bytes.Length - 1).ToArray());
        }
    }

    [Theory]
    [InlineData("fffffffc")]
    [InlineData("fffffffd00000401")]
    [InlineData("fffffffdffffffff")]
    [InlineData("fffffffd00000000fffffffd")]
    [InlineData("fffffffd00000001aa000003e9")]
    [InlineData("80000000")]
    [InlineData("000003e9")]
    [InlineData("7fffffff")]
    [InlineData("ffffffff00000000000003e9")]
    [InlineData("ffffffffffffffffffffffff")]
    [InlineData("ffffffff8000000000000000")]
    [InlineData("fffffffe000000fe")]
    [InlineData("fffffffeffffffff")]
    [InlineData("fffffffe00000001fffffffe")]
    public void TryRead_NoFrameOrTooLong_IsRefusedBeforeItsPayload(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.False(FrameReader.TryRead(new ReadOnlySequence<byte>(bytes, 0, bytes.Length - 1), Limit, isPlain: false, out _));
        Assert.Throws<WireFormatException>(() => FrameReader.TryRead(new ReadOnlySequence<byte>(bytes), Limit, isPlain: false, out _));
    }

    [Theory]
    [InlineData("fffffffe")]
    [InlineData("fffffffd")]
    public void TryRead_ExtensionInAPlainStream_IsRefused(string hex)
        => Assert.Throws<WireFormatException>(
            () => FrameReader.TryRead(new ReadOnlySequence<byte>(Convert.FromHexString(hex)), Limit, isPlain: true, out _));

    [Fact]
    public void TryRead_Extras_StandAtTheirOffset()
    {
        byte[] bytes = Convert.FromHexString("fffffffd00000002aabb0000000161");
        Assert.True(FrameReader.TryRead(new ReadOnlySequence<byte>(bytes), Limit, isPlain: false, out var frame));
        Assert.Equal(2, frame.ExtrasLength);
        Assert.Equal([0xaa, 0xbb], bytes[FrameReader.ExtrasOffset..(FrameReader.ExtrasOffset + frame.ExtrasLength)]);
    }

    [Theory]
    [InlineData(0L, 0, "00000000")]
    [InlineData(3L, 0, "00000003")]
    [InlineData(0x7fffffffL, 0, "7fffffff")]
    [InlineData(0x80000000L, 0, "ffffffff0000000080000000")]
    [InlineData(3L, 253, "fffffffe000000fd00000003")]
    [InlineData(0x80000000L, 1, "fffffffe00000001ffffffff0000000080000000")]
    public void WriteHeader_EndsWhereThePayloadStarts(long length, int handles, string expected)
    {
        byte[] space = new byte[FrameWriter.LongestHeader];
        int written = FrameWriter.WriteHeader(space, length, handles);
        Assert.Equal(expected, Convert.ToHexStringLower(space.AsSpan(space.Length - written)));
        Assert.Equal(written, FrameWriter.GetHeaderLength(length, handles));
        var bytes = new ReadOnlySequence<byte>(space, space.Length - written, written);
        Assert.True(FrameReader.TryReadHeader(bytes, long.MaxValue, isPlain: false, out var header));
        Assert.Equal(new FrameHeader(written, 0, handles, length), header);
    }

    private static ReadOnlySequence<byte> Split(byte[] bytes, int at)
    {
        var first = new BufferSegment(64, 0);
        bytes.AsSpan(0, at).CopyTo(first.Array);
        first.Length = at;
        var second = first.Append(64);
        bytes.AsSpan(at).CopyTo(second.Array);
        second.Length = bytes.Length - at;
        return new ReadOnlySequence<byte>(first, 0, second, second.Length);
    }
}
