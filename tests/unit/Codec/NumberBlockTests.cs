using System.Buffers;
using System.Collections.Immutable;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class NumberBlockTests
{
    [Fact]
    public void Numbers_Few_AreAPlainArray() => Assert.Equal("dc001f" + string.Concat(Enumerable.Repeat("07", 31)), ToHex(Enumerable.Repeat(7, 31).ToArray()));

    [Fact]
    public void Numbers_Many_AreABlock()
        => Assert.Equal("c7810203" + string.Concat(Enumerable.Repeat("07000000", 32)), ToHex(Enumerable.Repeat(7, 32).ToArray()));

    [Fact]
    public void EveryKind_ComesBackFromBothForms()
    {
        Both(static i => i * 1.5);
        Both(static i => i * 1.5f);
        Both(static i => (Half)i);
        Both(static i => (sbyte)i);
        Both(static i => (short)-i);
        Both(static i => (ushort)i);
        Both(static i => i - 50);
        Both(static i => (uint)i);
        Both(static i => (long)i << 40);
        Both(static i => (ulong)i << 40);
        Both(static i => (char)i);
        Both(static i => i % 3 == 0);
    }

    [Fact]
    public void Holders_OfNumbers_UseBlocks()
    {
        int[] numbers = [.. Enumerable.Range(0, 40)];
        string hex = ToHex(numbers);
        Assert.Equal(hex, ToHex(numbers.ToList()));
        Assert.Equal(numbers, FromHex<List<int>>(hex));
        Assert.Equal(hex, ToHex<IEnumerable<int>>(numbers));
        Assert.Equal(numbers, FromHex<IEnumerable<int>>(hex));
        Assert.Equal(hex, ToHex(ImmutableArray.Create(numbers)));
        Assert.Equal(numbers, FromHex<ImmutableArray<int>>(hex));
        Assert.Equal(hex, ToHex(numbers.AsMemory()));
        Assert.Equal(numbers, FromHex<ReadOnlyMemory<int>>(hex).ToArray());
        Assert.Equal("9291" + "01" + hex, ToHex(new int[][] { [1], numbers }));
        Assert.Equal(numbers, RoundTrip(new Queue<int>(numbers)));
    }

    [Theory]
    [InlineData("c7050304000000")] // another extension
    [InlineData("d5020300")] // one byte is no int
    [InlineData("c7050209000000ff")] // doubles
    [InlineData("c70002")] // not even a kind
    [InlineData("d40200")] // no kind
    [InlineData("c9ffffffff0203")]
    public void Block_OfOtherThings_IsRefused(string hex) => Refused<int[]>(hex);

    [Fact]
    public void Block_OfBooleans_HoldsOnlyThose()
    {
        Assert.Equal([true, false], FromHex<bool[]>("c703020c0100"));
        Refused<bool[]>("c703020c0102");
        Assert.Equal([], FromHex<bool[]>("d4020c"));
        Refused<string[]>("d4020c");
        Refused<HashSet<int>>("d40203");
    }

    [Fact]
    public void Plain_NeverWritesBlocks()
    {
        var output = new ArrayBufferWriter<byte>();
        MessagePackSerializer.Plain.Serialize(output, new int[32]);
        Assert.Equal("dc0020" + new string('0', 64), Convert.ToHexStringLower(output.WrittenSpan));
    }

    private static void Both<T>(Func<int, T> make)
    {
        T[] values = [.. Enumerable.Range(0, 100).Select(make)];
        var block = new ArrayBufferWriter<byte>();
        MessagePackSerializer.Default.Serialize(block, values);
        Assert.Equal(0xc7 + (block.WrittenCount > 260 ? 1 : 0), block.WrittenSpan[0]);
        Assert.Equal(values, MessagePackSerializer.Default.Deserialize<T[]>(new ReadOnlySequence<byte>(block.WrittenMemory)));
        var plain = new ArrayBufferWriter<byte>();
        MessagePackSerializer.Plain.Serialize(plain, values);
        Assert.Equal(0xdc, plain.WrittenSpan[0]);
        Assert.Equal(values, MessagePackSerializer.Plain.Deserialize<T[]>(new ReadOnlySequence<byte>(plain.WrittenMemory)));
    }
}
