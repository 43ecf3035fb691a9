using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class RecordFormatterTests
{
    [Fact]
    public void Record_IsMapOfItsMembers()
    {
        Assert.Equal("82a15801a159a161", ToHex(new Positional(1, "a")));
        Assert.Equal(new Positional(1, "a"), FromHex<Positional>("82a159a161a15801"));
        Assert.Null(RoundTrip<Positional?>(null));
    }

    [Fact]
    public void Shapes_ComeBack()
    {
        Assert.Equal(new ReadOnlyPair(1, 2), RoundTrip(new ReadOnlyPair(1, 2)));
        Assert.Equal(new Mutable { A = 1, B = "b" }, RoundTrip(new Mutable { A = 1, B = "b" }));
        Assert.Equal((3, 4L), (RoundTrip(new Fields { X = 3, Y = 4 }).X, RoundTrip(new Fields { X = 3, Y = 4 }).Y));
        Assert.Equal((3, 7), (RoundTrip(new Constructed(3) { Extra = 7 }).Size, RoundTrip(new Constructed(3) { Extra = 7 }).Extra));
        Assert.Equal(5, RoundTrip(new SetterStruct { A = 5 }).A);
        Assert.Equal(new Derived(1, 2), RoundTrip(new Derived(1, 2)));
        Assert.Equal(new Empty(), RoundTrip(new Empty()));
        Assert.Equal(new System.Numerics.Vector2(1, 2), RoundTrip(new System.Numerics.Vector2(1, 2)));
        Assert.Equal(new Generic<Positional>([new(1, "x")]).Items, RoundTrip(new Generic<Positional>([new(1, "x")])).Items);
    }

    [Fact]
    public void Members_UnknownOrMissing_DoNotMatter()
    {
        // {"Z": [1, {"q": nil}], "Y": "a", "a name that is longer than any member": 1}
        Assert.Equal(new Positional(0, "a"), FromHex<Positional>("83a15a920181a171c0a159a161d92561206e616d652074686174206973206c6f6e676572207468616e20616e79206d656d62657201"));
        Assert.Equal(9, FromHex<WithDefault>("80").Number);
    }

    [Fact]
    public void Members_Twice_AreRefused()
    {
        Refused<Positional>("82a15801a15802");
        Refused<Mutable>("82a14101a14102");
        Refused<Positional>("820102a15802");
    }

    [Fact]
    public void Constructor_ThatRefuses_MakesTheMessageIllegal()
    {
        var error = Refused<Guarded>("81a453697a65ff");
        Assert.IsType<ArgumentOutOfRangeException>(error.InnerException);
    }

    [Fact]
    public void Value_OfDerivedType_IsNotSentInPart()
        => Assert.Contains("Derived", Unsendable<Base>(new Derived(1, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void State_ThatWouldBeLost_IsNamed()
    {
        Assert.Contains("'Items'", Unsendable(new GetOnly()).Message, StringComparison.Ordinal);
        Assert.Contains("public", Unsendable(new Hidden(3)).Message, StringComparison.Ordinal);
        Assert.Contains("constructor", Unsendable(new Mismatched("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Member_ThatCannotBeSent_IsNamedByItsPath()
    {
        var error = Unsendable(new Outer(new Inner([static () => { }])));
        Assert.Contains("Outer.Inner.Callbacks: System.Action cannot be sent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_WithACycle_EndsWithAnError()
    {
        var node = new Node();
        node.Next = node;
        Assert.Contains("refers back to itself", Unsendable(node).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_AsDeepAsAllowed_ComesBack()
    {
        Node? node = null;
        for (int i = 0; i < 63; i++)
        {
            node = new Node { Next = node };
        }

        Assert.Equal(63, Depth(RoundTrip(node)));
        Unsendable(new Node { Next = new Node { Next = node } });
    }

    [Fact]
    public void Getter_ThatFails_IsNamed()
    {
        var error = Unsendable(new Failing());
        Assert.Contains("'Value'", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    private static int Depth(Node? node) => node is null ? 0 : 1 + Depth(node.Next);

    private sealed record Positional(int X, string Y);

    private readonly record struct ReadOnlyPair(int First, int Second);

    private sealed record Mutable
    {
        public int A { get; set; }

        public string? B { get; init; }

        public int Computed => A * 2;
    }

    private sealed class Fields
    {
        public int X;
        public long Y;
    }

    private sealed class Constructed(int size)
    {
        public int Size { get; } = size;

        public int Extra { get; set; }
    }

    private struct SetterStruct
    {
        public int A { get; set; }
    }

    private record Base(int Id);

    private sealed record Derived(int Id, int Own) : Base(Id);

    private sealed record Empty;

    private sealed record Generic<T>(List<T> Items);

    private sealed record WithDefault(int Number = 9, string? Text = null);

    private sealed class Guarded
    {
        public Guarded(int size)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size);
            Size = size;
        }

        public int Size { get; }
    }

    private sealed class GetOnly
    {
        public List<int> Items { get; } = [];
    }

    private sealed class Hidden
    {
        private readonly int _secret;

        public Hidden()
            : this(0)
        {
        }

        public Hidden(int secret) => _secret = secret;

        public override string ToString() => $"{_secret}";
    }

    private sealed class Mismatched(string text)
    {
        public int Length { get; } = text.Length;
    }

    private sealed class Failing
    {
        public int Value
        {
            get => throw new InvalidOperationException("not now");
            set => _ = value;
        }
    }

    private sealed record Outer(Inner Inner);

    private sealed record Inner(List<Action> Callbacks);

    private sealed class Node
    {
        public Node? Next { get; set; }
    }
}
