using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using FsCheck.Fluent;
using static Processing.PropertyTests.Codec.CodecCheck;
using static Processing.PropertyTests.Codec.Samples;

namespace Processing.PropertyTests.Codec;

public sealed class HostileBytesProperties
{
    [Fact]
    public void RandomBytes_AreAValueOrIllegal() => ForAll(Bytes, TryEverything, 1000);

    [Fact]
    public void RandomHeads_AreAValueOrIllegal()
    {
        // A random first byte is rarely followed by what it announces; these mostly are.
        var heads = Gen.Elements<byte>(0x80, 0x82, 0x90, 0x93, 0xa2, 0xc0, 0xc1, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcf, 0xd3,
            0xd4, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xff, 0, 1, 2);
        ForAll(heads.ArrayOf().ToArbitrary(), TryEverything, 1000);
    }

    [Fact]
    public void MutatedMessages_AreAValueOrIllegal()
    {
        var mutations =
            from order in Orders.Generator
            from places in Gen.Choose(0, int.MaxValue).Two()
            from change in Gen.Choose(0, 255)
            from kind in Gen.Choose(0, 3)
            select Mutate(Write(order), places.Item1, places.Item2, (byte)change, kind);
        ForAll(mutations.ToArbitrary(), static bytes => IsValueOrIllegal<Order>(new ReadOnlySequence<byte>(bytes)), 2000);
    }

    [Fact]
    public void TruncatedMessages_AreIllegal()
        => ForAll(Orders, static order =>
        {
            byte[] bytes = Write(order);
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.False(IsValueOrIllegal<Order>(new ReadOnlySequence<byte>(bytes, 0, length)));
            }
        }, 30);

    [Fact]
    public void Skip_OfAnyMessage_EndsWhereItEnds()
        => ForAll(Orders, static order =>
        {
            byte[] bytes = Write(order);
            foreach (var cut in Segments.EveryCutOf(bytes))
            {
                var reader = new MessageReader(cut);
                reader.Skip();
                Assert.True(reader.IsAtEnd);
            }
        });

    [Fact]
    public void Skip_OfRandomBytes_EndsOrRefuses()
        => ForAll(Bytes, static bytes =>
        {
            foreach (var cut in Segments.EveryCutOf(bytes))
            {
                try
                {
                    var reader = new MessageReader(cut);
                    reader.Skip();
                }
                catch (WireFormatException)
                {
                    // Illegal is as good an answer as skipped.
                }
            }
        });

    private static byte[] Mutate(byte[] bytes, int first, int second, byte change, int kind)
    {
        int place = first % bytes.Length;
        switch (kind)
        {
            case 0:
                bytes[place] = change;
                return bytes;
            case 1:
                bytes[place] ^= (byte)(1 << (change & 7));
                bytes[second % bytes.Length] = change;
                return bytes;
            case 2:
                return [.. bytes.AsSpan(0, place), change, .. bytes.AsSpan(place)];
            default:
                return [.. bytes.AsSpan(0, place), .. bytes.AsSpan(second % bytes.Length)];
        }
    }

    private static void TryEverything(byte[] bytes)
    {
        var whole = new ReadOnlySequence<byte>(bytes);
        var crumbs = Segments.Crumbs(bytes);
        Try<int>();
        Try<ulong>();
        Try<sbyte>();
        Try<char>();
        Try<bool>();
        Try<double>();
        Try<float>();
        Try<Half>();
        Try<string>();
        Try<byte[]>();
        Try<decimal>();
        Try<Guid>();
        Try<DateTime>();
        Try<DateTimeOffset>();
        Try<TimeSpan>();
        Try<DateOnly>();
        Try<TimeOnly>();
        Try<BigInteger>();
        Try<Int128>();
        Try<Uri>();
        Try<Version>();
        Try<DayOfWeek>();
        Try<int?>();
        Try<int[][]>();
        Try<List<string>>();
        Try<HashSet<double>>();
        Try<Stack<(int, string)>>();
        Try<Dictionary<long, string>>();
        Try<Dictionary<string, int[]>>();
        Try<SortedDictionary<string, int>>();
        Try<Tuple<int, string, bool>>();
        Try<KeyValuePair<int, int>>();
        Try<RemoteException>();
        Try<Order>();
        Try<Order[]>();
        Try<double[]>();
        Try<bool[]>();
        Try<char[]>();
        Try<short[,]>();
        Try<string[,,]>();
        Try<ReadOnlySequence<byte>>();
        Try<ArraySegment<float>>();
        Try<FrozenSet<long>>();
        Try<ImmutableArray<int>>();
        Try<ImmutableDictionary<string, int>>();
        Try<ConcurrentDictionary<Guid, int>>();
        Try<(int, int, int, int, int, int, int, string)>();
        Try<Complex>();
        Try<Range>();
        Try<System.Text.Rune>();
        Try<MutationShapes.IShape>();
        Try<MutationShapes.Box>();

        void Try<T>() => Assert.Equal(IsValueOrIllegal<T>(whole), IsValueOrIllegal<T>(crumbs));
    }
}
