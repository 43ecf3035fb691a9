using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Processing.TestSupport;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

/// <summary>What docs/serialization.md says of bytes is so, and its code compiles.</summary>
public sealed partial class SerializationPageTests
{
    private static readonly string s_page = File.ReadAllText(RepositoryFiles.PathOf("docs/serialization.md"));

    private static readonly Dictionary<string, string> s_examples = new()
    {
        ["null"] = ToHex<string?>(null),
        ["true"] = ToHex(true),
        ["42"] = ToHex(42),
        ["-1000"] = ToHex(-1000),
        ["1.5f"] = ToHex(1.5f),
        ["1.5"] = ToHex(1.5),
        ["'a'"] = ToHex('a'),
        ["\"hello\""] = ToHex("hello"),
        ["new byte[] { 1, 2 }"] = ToHex(new byte[] { 1, 2 }),
        ["DayOfWeek.Friday"] = ToHex(DayOfWeek.Friday),
        ["(int?)null"] = ToHex((int?)null),
        ["1.25m"] = ToHex(1.25m),
        ["DateTime.UnixEpoch"] = ToHex(DateTime.UnixEpoch),
        ["new DateTimeOffset(1970, 1, 1, 2, 0, 1, TimeSpan.FromHours(2))"] = ToHex(new DateTimeOffset(1970, 1, 1, 2, 0, 1, TimeSpan.FromHours(2))),
        ["TimeSpan.FromMilliseconds(1)"] = ToHex(TimeSpan.FromMilliseconds(1)),
        ["new DateOnly(1, 1, 2)"] = ToHex(new DateOnly(1, 1, 2)),
        ["new Version(1, 2)"] = ToHex(new Version(1, 2)),
        ["(Int128)5"] = ToHex((Int128)5),
        ["new BigInteger(256)"] = ToHex(new BigInteger(256)),
        ["new Complex(1, 2)"] = ToHex(new Complex(1, 2)),
        ["new Rune('a')"] = ToHex(new Rune('a')),
        ["1..^2"] = ToHex(1..^2),
        ["new[] { 1, 2, 3 }"] = ToHex(new[] { 1, 2, 3 }),
        ["Enumerable.Repeat(true, 32).ToArray()"] = ToHex(Enumerable.Repeat(true, 32).ToArray()),
        ["new[,] { { 1, 2 } }"] = ToHex(new[,] { { 1, 2 } }),
        ["new Stack<int>([1, 2])"] = ToHex(new Stack<int>([1, 2])),
        ["ImmutableArray.Create(1, 2)"] = ToHex(ImmutableArray.Create(1, 2)),
        ["new Dictionary<string, int> { [\"a\"] = 5 }"] = ToHex(new Dictionary<string, int> { ["a"] = 5 }),
        ["(1, \"a\")"] = ToHex((1, "a")),
        ["(1, 2, 3, 4, 5, 6, 7, 8)"] = ToHex((1, 2, 3, 4, 5, 6, 7, 8)),
        ["new Point(1, 2)"] = ToHex(new Point(1, 2)),
        ["new Reading { Id = 1, Value = 2 }"] = ToHex(new Reading { Id = 1, Value = 2 }),
        ["new Setting { Name = \"a\" }"] = ToHex(new Setting { Name = "a" }),
        ["(Shape)new Circle { Radius = 2 }"] = ToHex<Shape>(new Circle { Radius = 2 }),
    };

    [Fact]
    public void Examples_OfThePage_AreWhatIsWritten()
    {
        var shown = ExampleRow().Matches(s_page).ToDictionary(static row => row.Groups[1].Value, static row => row.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(s_examples.OrderBy(static pair => pair.Key, StringComparer.Ordinal), shown.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Recipe_OfThePage_IsTheOneThatIsTested()
    {
        string source = File.ReadAllText(RepositoryFiles.PathOf("tests/unit/Codec/JsonMessageSerializer.cs"));
        Assert.Contains(source[source.IndexOf("internal sealed class", StringComparison.Ordinal)..].Trim(), s_page, StringComparison.Ordinal);
    }

    [Fact]
    public void Recipe_ForJson_SpeaksItAndRefusesOthers()
    {
        var serializer = new JsonMessageSerializer();
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, new Point(1, 2));
        Assert.Equal("""{"X":1,"Y":2}""", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(new Point(1, 2), serializer.Deserialize<Point>(new ReadOnlySequence<byte>(output.WrittenMemory)));
        Assert.Throws<WireFormatException>(() => serializer.Deserialize<Point>(new ReadOnlySequence<byte>([1, 2])));
        Assert.Throws<MessageSerializationException>(() => serializer.Serialize(output, typeof(string)));
    }

    [GeneratedRegex(@"^\|[^|]*\|[^|]*\| `([^`|]+)` \| `([0-9a-f ]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex ExampleRow();

    internal sealed record Point(int X, int Y);

    [Message]
    internal sealed class Reading
    {
        [Key(0)]
        public int Id { get; set; }

        [Key(2)]
        public double Value { get; set; }

        [IgnoreMember]
        public string? Cached { get; set; }
    }

    [Message(KeyAsName = true)]
    internal sealed class Setting
    {
        public string Name { get; set; } = "";

        [Key("on")]
        public bool IsOn { get; set; }
    }

    [Union(0, typeof(Circle))]
    internal abstract class Shape
    {
    }

    [Message]
    internal sealed class Circle : Shape
    {
        [Key(0)]
        public int Radius { get; set; }
    }
}
