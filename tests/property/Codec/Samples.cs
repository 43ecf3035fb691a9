using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Processing.PropertyTests.Codec;

/// <summary>Random values of the types that messages are made of.</summary>
internal static class Samples
{
    /// <summary>Strings of any characters, planes and lengths that UTF-8 can express.</summary>
    public static Arbitrary<string> Strings { get; } = Arb.From(
        Gen.Frequency(
            (6, Gen.Choose(0x20, 0x7e)),
            (1, Gen.Choose(0, 0xd7ff)),
            (1, Gen.Choose(0xe000, 0xffff)),
            (1, Gen.Choose(0x10000, 0x10ffff)))
        .ListOf()
        .Select(static scalars => string.Concat(scalars.Select(static scalar => new Rune(scalar).ToString()))));

    public static Arbitrary<double> Doubles { get; } = Arb.From(
        Gen.Frequency(
            (4, Any<long>().Generator.Select(BitConverter.Int64BitsToDouble)),
            (4, Any<int>().Generator.Select(static number => number / 8.0)),
            (1, Gen.Elements(double.NaN, double.NegativeInfinity, -0.0, double.Epsilon))));

    /// <summary>Integers around every power of two, where encodings change.</summary>
    public static Arbitrary<long> Longs { get; } = Arb.From(
        from power in Gen.Choose(0, 63)
        from distance in Gen.Choose(-2, 2)
        from sign in Gen.Elements(1L, -1L)
        select sign * unchecked((1L << power) + distance));

    public static Arbitrary<byte[]> Bytes { get; } = Arb.From(Any<byte>().Generator.ArrayOf());

    public static Arbitrary<Order> Orders { get; } = Arb.From(OrderGen(2).Resize(12));

    public static Arbitrary<T> Any<T>() => ArbMap.Default.ArbFor<T>();

    private static Gen<Order> OrderGen(int depth)
        => from id in Longs.Generator
           from name in Gen.OneOf(Strings.Generator.Select(static text => (string?)text), Gen.Constant((string?)null))
           from prices in Doubles.Generator.ListOf()
           from counts in Strings.Generator.ListOf()
           from when in Any<DateTime>().Generator
           from day in Any<DayOfWeek>().Generator
           from key in Any<Guid?>().Generator
           from blob in Bytes.Generator
           from parent in depth == 0 ? Gen.Constant((Order?)null) : Gen.OneOf(Gen.Constant((Order?)null), OrderGen(depth - 1).Select(static order => (Order?)order))
           select new Order(id, name, [.. prices], counts.Distinct().ToDictionary(static text => text, static text => text.Length))
           {
               When = DateTime.SpecifyKind(when, DateTimeKind.Utc),
               Day = day,
               Key = key,
               Blob = blob,
               Parent = parent,
               Place = (id, name),
           };
}
