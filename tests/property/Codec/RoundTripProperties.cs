using System.Numerics;
using FsCheck.Fluent;
using static Processing.PropertyTests.Codec.CodecCheck;
using static Processing.PropertyTests.Codec.Samples;

namespace Processing.PropertyTests.Codec;

public sealed class RoundTripProperties
{
    [Fact]
    public void Integers()
    {
        RoundTrip(Longs);
        RoundTrip(Longs.Convert(static value => (ulong)value, static value => (long)value));
        RoundTrip(Longs.Convert(static value => (int)value, static value => value));
        RoundTrip(Longs.Convert(static value => (uint)value, static value => value));
        RoundTrip(Longs.Convert(static value => (short)value, static value => value));
        RoundTrip(Longs.Convert(static value => (ushort)value, static value => value));
        RoundTrip(Longs.Convert(static value => (sbyte)value, static value => value));
        RoundTrip(Longs.Convert(static value => (byte)value, static value => value));
        RoundTrip(Longs.Convert(static value => (nint)value, static value => value));
        RoundTrip(Longs.Convert(static value => (nuint)value, static value => (long)value));
        RoundTrip(Longs.Convert(static value => (char)value, static value => value));
        RoundTrip(Longs.Convert(static value => (Int128)value << 50, static value => (long)(value >> 50)));
        RoundTrip(Longs.Convert(static value => (UInt128)(ulong)value << 50, static value => (long)(value >> 50)));
        RoundTrip(Any<BigInteger>());
        RoundTrip(Any<bool>());
        RoundTrip(Any<DayOfWeek>());
        RoundTrip(Any<int?>());
    }

    [Fact]
    public void Fractions()
    {
        RoundTrip(Doubles, static (expected, actual) => Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual)));
        RoundTrip(Doubles.Convert(static value => (float)value, static value => value));
        RoundTrip(Doubles.Convert(static value => (Half)value, static value => (double)value));
        RoundTrip(Any<decimal>(), static (expected, actual) => Assert.Equal(decimal.GetBits(expected), decimal.GetBits(actual)));
    }

    [Fact]
    public void Times()
    {
        RoundTrip(Any<DateTime>().Convert(static value => DateTime.SpecifyKind(value, DateTimeKind.Utc), static value => value));
        RoundTrip(Any<DateTimeOffset>(), static (expected, actual) => Assert.True(expected.EqualsExact(actual)));
        RoundTrip(Any<TimeSpan>());
        RoundTrip(Any<DateTime>().Convert(DateOnly.FromDateTime, static value => value.ToDateTime(TimeOnly.MinValue)));
        RoundTrip(Any<DateTime>().Convert(TimeOnly.FromDateTime, static value => DateTime.MinValue + value.ToTimeSpan()));
    }

    [Fact]
    public void TextAndBytes()
    {
        RoundTrip(Strings);
        RoundTrip(Bytes);
        RoundTrip(Bytes.Convert(static bytes => new ReadOnlyMemory<byte>(bytes), static memory => memory.ToArray()), SameBytes);
        RoundTrip(Bytes.Convert(static bytes => new Memory<byte>(bytes), static memory => memory.ToArray()), SameBytes);
        RoundTrip(Any<Guid>());
        RoundTrip(Any<byte>().Generator.Two().Select(static pair => new Version(pair.Item1, pair.Item2)).ToArbitrary());
        RoundTrip(Strings.Convert(static text => new Uri(Uri.EscapeDataString(text), UriKind.Relative), static uri => uri.OriginalString));
    }

    [Fact]
    public void Sequences()
    {
        var lists = Strings.Generator.ListOf().ToArbitrary().Convert(static list => new List<string>(list), static list => [.. list]);
        RoundTrip(lists);
        RoundTrip(lists.Convert(static list => list.ToArray(), static array => [.. array]));
        RoundTrip(lists.Convert(static list => new Queue<string>(list), static queue => [.. queue]));
        RoundTrip(lists.Convert(static list => new Stack<string>(list), static stack => [.. stack]));
        RoundTrip(lists.Convert<List<string>, IReadOnlyList<string>>(static list => list, static list => [.. list]));
        RoundTrip(lists.Convert<List<string>, IEnumerable<string>>(static list => list, static list => [.. list]));
        RoundTrip(Any<int[][]>());
        RoundTrip(Any<int[]>().Convert(static array => array.ToHashSet(), static set => [.. set]));
        RoundTrip(lists.Convert(static list => list.ToHashSet(), static set => [.. set]));
    }

    [Fact]
    public void Pairs()
    {
        RoundTrip(Longs.Generator.ListOf().Select(static keys => keys.Distinct().ToDictionary(static key => key, static key => key.ToString())).ToArbitrary());
        RoundTrip(Strings.Generator.ListOf().Select(static keys => keys.Distinct().ToDictionary(static key => key, static key => key.Length)).ToArbitrary());
        RoundTrip(Doubles.Generator.ListOf().Select(static keys => keys.Distinct().ToDictionary(static key => key, static key => 1)).ToArbitrary());
        RoundTrip(Doubles.Generator.Two().Select(static pair => (pair.Item1, pair.Item2)).ToArbitrary());
        RoundTrip(Strings.Generator.Two().Select(static pair => Tuple.Create(pair.Item1, 5, pair.Item2, true)).ToArbitrary());
        RoundTrip(Strings.Generator.Two().Select(static pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ToArbitrary());
    }

    [Fact]
    public void Blocks()
    {
        RoundTrip(Doubles.Generator.ArrayOf(40).ToArbitrary(), SameBytes, 30);
        RoundTrip(Any<int>().Generator.ArrayOf(33).ToArbitrary(), count: 30);
        RoundTrip(Any<bool>().Generator.ArrayOf(35).ToArbitrary(), count: 30);
        RoundTrip(Any<short>().Generator.ListOf(36).Select(static list => new List<short>(list)).ToArbitrary(), count: 30);
        RoundTrip(Any<int[,]>());
    }

    [Fact]
    public void Records() => RoundTrip(Orders, SameBytes, 50);
}
