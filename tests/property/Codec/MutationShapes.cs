using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace Processing.PropertyTests.Codec;

/// <summary>One message of every shape that the format has.</summary>
internal static class MutationShapes
{
    public static IReadOnlyList<MutationSample> Samples { get; } =
    [
        MutationSample.Of(new Order(7, "seven", [1, 2.5, double.NaN], new() { ["a"] = 1, ["bc"] = -70000 })
        {
            When = DateTime.UnixEpoch.AddTicks(123456789), Day = DayOfWeek.Friday, Key = Guid.NewGuid(), Blob = new byte[20], Place = (9, "here"),
            Parent = new Order(8, null, [], []),
        }),
        MutationSample.Of(new Dictionary<long, string> { [1] = "one", [1L << 40] = "far", [-5] = "" }),
        MutationSample.Of(new Dictionary<string, int[][]> { ["x"] = [[1, 2], [], [3]], ["y"] = [] }),
        MutationSample.Of(Enumerable.Range(0, 40).Select(static i => i * 0.5).ToArray()),
        MutationSample.Of(new double[3, 4]),
        MutationSample.Of(new HashSet<double> { 1, 2, 3.5 }),
        MutationSample.Of(new[] { "a", "äöü", "\u20ac\U0001f600", "a longer text that does not fit thirty-one bytes" }.ToFrozenSet()),
        MutationSample.Of(ImmutableSortedDictionary.CreateRange(new Dictionary<string, bool> { ["t"] = true, ["f"] = false })),
        MutationSample.Of<IShape[]>([new Circle(1.5), new Box(2, 300, [1, 2]), new Circle(0)]),
        MutationSample.Of((1, "a", 2.5m, DateTime.UnixEpoch, TimeSpan.FromDays(1), (byte?)null, 'x', (8, Guid.Empty))),
        MutationSample.Of(new[] { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), DateTimeOffset.MinValue }),
        MutationSample.Of((new DateOnly(2026, 1, 1), TimeOnly.MaxValue, Int128.MaxValue, BigInteger.Pow(3, 200), new Complex(1, 2), 1..^2)),
        MutationSample.Of(new RemoteException("T", "m", "at x", "Process-1", new RemoteException("U", "n", null, "Process-2", null))),
        MutationSample.Of((new Uri("http://a/b"), new Version(1, 2, 3), (Half)1.5, 2.5f, DayOfWeek.Monday, ulong.MaxValue, long.MinValue)),
        MutationSample.Of(new Tree([new Tree(null), new Tree([new Tree([])])])),
    ];

    [Union(0, typeof(Circle))]
    [Union(1, typeof(Box))]
    internal interface IShape;

    [Message]
    internal sealed record Circle([property: Key(0)] double Radius) : IShape;

    [Message]
    internal sealed record Box([property: Key(0)] int Width, [property: Key(2)] long Height, [property: Key(3)] List<int> Marks) : IShape;

    internal sealed record Tree(Tree[]? Children);
}
