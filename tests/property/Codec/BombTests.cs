using System.Buffers;
using System.Buffers.Binary;
using static Processing.PropertyTests.Codec.CodecCheck;

namespace Processing.PropertyTests.Codec;

public sealed class BombTests
{
    private const int Million = 1_000_000;

    [Theory]
    [InlineData(0x91)]
    [InlineData(0x81)]
    public void Nesting_AMillionDeep_IsRefused(byte head)
    {
        var bytes = new ReadOnlySequence<byte>(Enumerable.Repeat(head, Million).ToArray());
        Assert.False(IsValueOrIllegal<Tree>(bytes));
        Assert.False(IsValueOrIllegal<int[][][]>(bytes));
        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new MessageReader(bytes);
            reader.Skip();
        });
    }

    [Fact]
    public void Nesting_OfAKnownTypeAMillionDeep_IsRefused()
    {
        // {"Children": [{"Children": [...
        byte[] level = [0x81, 0xa8, .. "Children"u8, 0x91];
        byte[] bytes = new byte[level.Length * Million];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = level[i % level.Length];
        }

        Assert.False(IsValueOrIllegal<Tree>(new ReadOnlySequence<byte>(bytes)));
    }

    [Fact]
    public void Nesting_InsideAnUnknownMember_IsRefused()
    {
        byte[] bytes = [0x81, 0xa1, (byte)'Z', .. Enumerable.Repeat((byte)0x91, Million)];
        Assert.False(IsValueOrIllegal<Tree>(new ReadOnlySequence<byte>(bytes)));
    }

    [Theory]
    [InlineData(new byte[] { 0xdd, 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdd, 0x7f, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdf, 0x7f, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xdb, 0x7f, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xc6, 0x7f, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0xc9, 0x7f, 0xff, 0xff, 0xff, 0xff })]
    public void Length_Announced_MakesNoRoom(byte[] head)
    {
        var bytes = new ReadOnlySequence<byte>([.. head, .. new byte[64]]);
        AllocatesAtMost(64 * 1024, () =>
        {
            Assert.False(IsValueOrIllegal<long[]>(bytes));
            Assert.False(IsValueOrIllegal<Dictionary<long, long>>(bytes));
            Assert.False(IsValueOrIllegal<string>(bytes));
            Assert.False(IsValueOrIllegal<byte[]>(bytes));
            Assert.False(IsValueOrIllegal<DateTime>(bytes));
            Assert.False(IsValueOrIllegal<Tree>(bytes));
        });
    }

    [Fact]
    public void Headers_EachAnnouncingAllThatFollows_MakeNoRoom()
    {
        // 6,000 arrays inside one another's announcement: each says that all remaining bytes are its elements.
        byte[] bytes = new byte[5 + (6000 * 5)];
        for (int at = 0; at < bytes.Length; at += 5)
        {
            bytes[at] = 0xdd;
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + 1), bytes.Length - at - 5);
        }

        AllocatesAtMost(10 * bytes.Length, () => Assert.False(IsValueOrIllegal<decimal[][]>(new ReadOnlySequence<byte>(bytes))));
    }

    [Fact]
    public void Elements_LargerThanTheirBytes_MakeRoomOnlyAsTheyCome()
    {
        // A megabyte that announces a million structs of 64 bytes and has garbage where the second stands.
        byte[] bytes = new byte[Million];
        bytes[0] = 0xdd;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), Million - 5);
        AllocatesAtMost(4 * Million, () => Assert.False(IsValueOrIllegal<(Int128, Int128, Int128, Int128)[]>(new ReadOnlySequence<byte>(bytes))));
    }

    [Fact]
    public void Objects_LargerThanTheirBytes_AreRefusedWhenTogetherTheyAreTooMuch()
    {
        // Each empty map of one byte is an object of more than 500; each nil of one byte an element of as many.
        AllocatesAtMost(Limit(Million), () => Assert.False(IsValueOrIllegal<List<Fat>>(ArrayOf(0x80, Million))));
        AllocatesAtMost(Limit(Million), () => Assert.False(IsValueOrIllegal<Huge?[]>(ArrayOf(0xc0, Million))));
        AllocatesAtMost(Limit(Million), () => Assert.False(IsValueOrIllegal<List<Huge?>>(ArrayOf(0xc0, Million))));
    }

    [Fact]
    public void Objects_OfHonestMessages_AreMoreThanThreeTimesTheirBytes()
    {
        // Why messages that are sent on purpose need another limit than messages that announce what does not come.
        AssertCosts(6, Enumerable.Range(0, 100_000).ToDictionary(static i => $"{i}", static i => i));
        AssertCosts(10, Enumerable.Range(0, 100_000).Select(static i => $"{i % 100:00}").ToList());
        AssertCosts(7, new string?[200_000]);
        AssertCosts(15, Enumerable.Range(0, 100_000).Select(static i => new List<int> { i }).ToArray());
        AssertCosts(35, Enumerable.Range(0, 100_000).Select(static _ => new List<string>()).ToArray());
        AssertCosts(80, Enumerable.Range(0, 100_000).Select(static _ => new Dictionary<string, int>()).ToArray());
    }

    [Fact]
    public void Keys_ChosenToCollide_CostNoMoreThanOthers()
    {
        // The usual hash code of a long is one half of it xor the other: 0 for each of these.
        var keys = new Dictionary<long, int>();
        for (long i = 0; i < 2000; i++)
        {
            keys.Add((i << 32) | i, 0);
        }

        var back = MessagePackSerializer.Default.Deserialize<Dictionary<long, int>>(new ReadOnlySequence<byte>(Write(keys)));
        Assert.Equal(keys.Count, back.Count);
        Assert.InRange(back.Keys.Select(back.Comparer.GetHashCode).Distinct().Count(), keys.Count - 10, keys.Count);
    }

    // What was reserved for announced elements comes on top.
    private static long Limit(long length)
        => MessageReader.FreeAllocation + (MessageReader.AllocationPerByte * length) + (2 * length) + Million;

    private static ReadOnlySequence<byte> ArrayOf(byte element, int count)
    {
        byte[] bytes = [0xdd, 0, 0, 0, 0, .. Enumerable.Repeat(element, count)];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), count);
        return new ReadOnlySequence<byte>(bytes);
    }

    private static void AssertCosts<T>(int times, T value)
    {
        byte[] bytes = Write(value);
        var input = new ReadOnlySequence<byte>(bytes);
        MessagePackSerializer.Default.Deserialize<T>(input);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MessagePackSerializer.Default.Deserialize<T>(input);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, times * bytes.Length, Limit(bytes.Length));
    }

    private static void AllocatesAtMost(long bytes, Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes);
    }

    private sealed record Tree(Tree[]? Children);

    private sealed class Fat
    {
        public Huge More { get; set; }

        public int Number { get; set; }
    }

    private struct Huge
    {
        public (Int128, Int128, Int128, Int128, Int128, Int128, Int128) First { get; set; }

        public (Int128, Int128, Int128, Int128, Int128, Int128, Int128) Second { get; set; }

        public (Int128, Int128, Int128, Int128, Int128, Int128, Int128) Third { get; set; }

        public (Int128, Int128, Int128, Int128, Int128, Int128, Int128) Fourth { get; set; }

        public (Int128, Int128, Int128, Int128, Int128, Int128, Int128) Fifth { get; set; }
    }
}
