namespace Processing.IntegrationTests.Interop;

/// <summary>The values that the peers under tests/support hold too, by the same names.</summary>
internal static class InteropSamples
{
    private static readonly DateTime s_newYear = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<InteropSample> All { get; } =
    [
        InteropSample.Of<string?>("nil", null),
        InteropSample.Of("true", true),
        InteropSample.Of("false", false),
        InteropSample.Of<long[]>("integers",
        [
            0, 1, 127, 128, 255, 256, 65535, 65536, uint.MaxValue, 1L + uint.MaxValue, long.MaxValue,
            -1, -32, -33, -128, -129, -32768, -32769, int.MinValue, int.MinValue - 1L, long.MinValue,
        ]),
        InteropSample.Of("unsigned", ulong.MaxValue),
        InteropSample.Of("double", 1.1),
        InteropSample.Of("single", 1.5f),
        InteropSample.Of<string[]>("texts",
            ["", "a", "\u00e4\u20ac\U0001f600", new('x', 31), new('x', 32), new('x', 256), new('x', 65536)]),
        InteropSample.Of<byte[][]>("bytes", [[], [0, 255], new byte[256], new byte[65536]]),
        InteropSample.Of("map", new SortedDictionary<string, int> { ["a"] = 1, ["b"] = -1, ["c"] = 1000000 }),
        InteropSample.Of("numbers_as_keys", new SortedDictionary<int, string> { [1] = "one", [300] = "many" }),
        InteropSample.Of("long_array", Enumerable.Range(0, 70000).ToArray()),
        InteropSample.Of("record", new Person(7, "seven", ["x", "y"], new Person(8, null, [], null))),
        InteropSample.Of("places", new Placed(5, "five")),
        InteropSample.Of<IShape?[]>("union", [new Circle(1.5), new Square(3), null]),
        InteropSample.Of("timestamp", s_newYear),
        InteropSample.Of("timestamp_with_fraction", s_newYear.AddTicks(1234567)),
        InteropSample.Of("timestamp_before_1970", DateTime.MinValue),
        InteropSample.Of("grid", new[,] { { 1, 2, 3 }, { 4, 5, 6 } }),
        InteropSample.Of("block", Enumerable.Range(0, 40).Select(static i => i * 0.5).ToArray(), MessagePackSerializer.Default),
    ];

    [Union(0, typeof(Circle))]
    [Union(7, typeof(Square))]
    internal interface IShape;

    internal sealed record Person(int Id, string? Name, string[] Tags, Person? Inner);

    [Message]
    internal sealed record Placed([property: Key(0)] int Number, [property: Key(2)] string Text);

    [Message]
    internal sealed record Circle([property: Key(0)] double Radius) : IShape;

    [Message]
    internal sealed record Square([property: Key("side")] int Side) : IShape;
}
