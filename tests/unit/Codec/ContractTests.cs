using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

/// <summary>Types with [Message]: the bytes are those of MessagePack-CSharp's standard resolver for its MessagePackObject.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Places_MakeAnArray_WithNilInGaps()
    {
        Assert.Equal("9401c0a162c3", ToHex(new Placed { Flag = true, Id = 1, Text = "b" }));
        var back = FromHex<Placed>("9401c0a162c3");
        Assert.Equal((1, "b", true), (back.Id, back.Text, back.Flag));
    }

    [Fact]
    public void Places_MissingOrMore_DoNotMatter()
    {
        Assert.Equal(1, FromHex<Placed>("9101").Id);
        Assert.True(FromHex<Placed>("9601c0a162c39101a17a").Flag);
        Assert.Equal(0, FromHex<Placed>("90").Id);
        Refused<Placed>("81a2496401");
    }

    [Fact]
    public void Names_MakeAMap()
    {
        Assert.Equal("82a1610aa3746f7414", ToHex(new Named { A = 10, Total = 20 }));
        Assert.Equal(20, FromHex<Named>("82a3746f7414a1610a").Total);
        Assert.Equal("82a15801a17902", ToHex(new ByName { X = 1, Y = 2 }));
        Assert.Equal(1, RoundTrip(new ByName { X = 1, Y = 2 }).X);
        Refused<Named>("82a16101a16102");
    }

    [Fact]
    public void Records_TakeKeysOnTheirProperties()
    {
        Assert.Equal("9205a178", ToHex(new Positional(5, "x")));
        Assert.Equal(new Positional(5, "x"), FromHex<Positional>("9205a178"));
        Assert.Equal(new Point(1, 2), RoundTrip(new Point(1, 2)));
        Assert.Equal("920102", ToHex(new Point(1, 2)));
    }

    [Fact]
    public void PrivateMembers_WithAKey_Travel()
    {
        Assert.Equal("930705a17a", ToHex(new Secretive(7, 5, "z")));
        Assert.Equal((7, 5, "z"), RoundTrip(new Secretive(7, 5, "z")).State);
        Assert.Equal((7, 5), RoundTrip(new Account(7, 5)).State);
        Assert.Equal("9203c0", ToHex(new InheritsPrivate(3)));
        Assert.Equal(3, RoundTrip(new InheritsPrivate(3)).Read);
    }

    [Fact]
    public void ComputedMembers_WithAKey_AreWrittenOnly()
    {
        Assert.Equal("920306", ToHex(new Doubled { A = 3 }));
        Assert.Equal(3, FromHex<Doubled>("920363").A);
    }

    [Fact]
    public void Overrides_TravelOnce()
    {
        Assert.Equal("9205a16e", ToHex(new Overriding { Id = 5, Name = "n" }));
        Assert.Equal(5, RoundTrip(new Overriding { Id = 5 }).Id);
    }

    [Fact]
    public void IgnoredMembers_StayBehind()
    {
        Assert.Equal("81a14101", ToHex(new Plain { A = 1, B = 2 }));
        Assert.Equal(0, RoundTrip(new Plain { A = 1, B = 2 }).B);
    }

    [Fact]
    public void Required_AndInit_AreSet()
    {
        var back = RoundTrip(new Strict { Id = 4, Name = "n" });
        Assert.Equal((4, "n"), (back.Id, back.Name));
    }

    [Fact]
    public void WrongContracts_AreNamed()
    {
        Expect(new Unkeyed(), "'Name' needs a [Key] or [IgnoreMember]");
        Expect(new Twice(), "two of its members have the key 0");
        Expect(new TwiceNamed(), "two of its members have the key 'a'");
        Expect(new Mixed(), "some are names");
        Expect(new Negative(), "from 0 to");
        Expect(new KeyedPlain(), "no [Message]");
        Expect(new Unrestorable(1), "'Id' can be read but not set");
        static void Expect<T>(T value, string reason) => Assert.Contains(reason, Unsendable(value).Message, StringComparison.Ordinal);
    }

    [Message]
    private sealed class Placed
    {
        [Key(3)]
        public bool Flag { get; set; }

        [Key(0)]
        public int Id { get; set; }

        [Key(2)]
        public string? Text;

        [IgnoreMember]
        public int Cached { get; set; }
    }

    [Message]
    private sealed class Named
    {
        [Key("a")]
        public int A { get; set; }

        [Key("tot")]
        public int Total { get; set; }
    }

    [Message(KeyAsName = true)]
    private sealed class ByName
    {
        public int X { get; set; }

        [Key("y")]
        public int Y { get; set; }
    }

    [Message]
    private sealed record Positional([property: Key(0)] int Id, [property: Key(1)] string Name);

    [Message]
    private readonly record struct Point([property: Key(0)] int X, [property: Key(1)] int Y);

    [Message]
    private sealed class Secretive
    {
        [Key(0)]
        private int _first;

        public Secretive()
        {
        }

        public Secretive(int first, int second, string third)
        {
            _first = first;
            Second = second;
            Third = third;
        }

        [Key(2)]
        public string Third { get; private set; } = "";

        [IgnoreMember]
        public (int First, int Second, string Third) State => (_first, Second, Third);

        [Key(1)]
        private int Second { get; set; }
    }

    [Message]
    private sealed class Account(int id, int balance)
    {
        [Key(0)]
        private readonly int _id = id;

        [Key(1)]
        private int Balance { get; } = balance;

        [IgnoreMember]
        public (int Id, int Balance) State => (_id, Balance);
    }

    [Message]
    private class WithPrivate
    {
        [Key(0)]
        private int _hidden;

        [IgnoreMember]
        public int Read
        {
            get => _hidden;
            protected set => _hidden = value;
        }
    }

    [Message]
    private sealed class InheritsPrivate : WithPrivate
    {
        public InheritsPrivate()
        {
        }

        public InheritsPrivate(int hidden) => Read = hidden;

        [Key(1)]
        public string? Other { get; set; }
    }

    [Message]
    private sealed class Doubled
    {
        [Key(0)]
        public int A { get; set; }

        [Key(1)]
        public int Twice => A * 2;
    }

    [Message]
    private class Overridable
    {
        [Key(0)]
        public virtual int Id { get; set; }
    }

    [Message]
    private sealed class Overriding : Overridable
    {
        [Key(0)]
        public override int Id { get; set; }

        [Key(1)]
        public string? Name { get; set; }
    }

    private sealed class Plain
    {
        public int A { get; set; }

        [IgnoreMember]
        public int B { get; set; }
    }

    private sealed class Strict
    {
        public required int Id { get; init; }

        public required string Name { get; init; }
    }

    [Message]
    private sealed class Unkeyed
    {
        [Key(0)]
        public int Id { get; set; }

        public string? Name { get; set; }
    }

    [Message]
    private sealed class Twice
    {
        [Key(0)]
        public int Id { get; set; }

        [Key(0)]
        public int Other { get; set; }
    }

    [Message]
    private sealed class TwiceNamed
    {
        [Key("a")]
        public int Id { get; set; }

        [Key("a")]
        public int Other { get; set; }
    }

    [Message]
    private sealed class Mixed
    {
        [Key("a")]
        public int Id { get; set; }

        [Key(1)]
        public int Other { get; set; }
    }

    [Message]
    private sealed class Negative
    {
        [Key(-1)]
        public int Id { get; set; }
    }

    private sealed class KeyedPlain
    {
        [Key(0)]
        public int Id { get; set; }
    }

    [Message]
    private sealed class Unrestorable
    {
        public Unrestorable()
        {
        }

        public Unrestorable(long other) => Id = (int)other;

        [Key(0)]
        public int Id { get; }
    }
}
