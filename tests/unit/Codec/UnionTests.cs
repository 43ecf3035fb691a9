using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class UnionTests
{
    [Fact]
    public void Value_BehindAnInterface_IsNumberAndValue()
    {
        Assert.Equal("920081a6526164697573cb3ff0000000000000", ToHex<IShape>(new Circle { Radius = 1 }));
        Assert.Equal("9264920203", ToHex<IShape>(new Box(2, 3)));
        Assert.Equal(new Box(2, 3), FromHex<IShape>("9264920203"));
        Assert.Equal([new Box(2, 3), null], FromHex<IShape?[]>("929264920203c0"));
        Assert.Null(FromHex<IShape?>("c0"));
    }

    [Fact]
    public void Value_BehindAnAbstractClass_ComesBack()
        => Assert.Equal(4, Assert.IsType<Dog>(RoundTrip<Animal>(new Dog { Legs = 4 })).Legs);

    [Fact]
    public void Value_OfItsOwnType_HasNoNumber() => Assert.Equal("920203", ToHex(new Box(2, 3)));

    [Fact]
    public void Number_Unknown_IsRefused()
    {
        Assert.Equal(1, Refused<IShape>("9205920203").Offset);
        Refused<IShape>("9301920203c0");
        Refused<IShape>("92a161920203");
        Refused<IShape>("80");
    }

    [Fact]
    public void Type_NotNamed_CannotBeSent()
        => Assert.Contains("typeof(Stray)", Unsendable<IShape>(new Stray()).Message, StringComparison.Ordinal);

    [Fact]
    public void WrongUnions_AreNamed()
    {
        Expect<ITwice>("the number 1 to two types");
        Expect<ISame>("twice");
        Expect<IForeign>("not derived from it");
        Expect<IAbstract>("no objects");
        Expect<Concrete>("neither");
        static void Expect<T>(string reason)
            where T : class
            => Assert.Contains(reason, Unsendable<T?>(null).Message, StringComparison.Ordinal);
    }

    [Union(0, typeof(Circle))]
    [Union(100, typeof(Box))]
    private interface IShape
    {
    }

    [Union(1, typeof(Box))]
    [Union(1, typeof(Circle))]
    private interface ITwice
    {
    }

    [Union(1, typeof(Both))]
    [Union(2, typeof(Both))]
    private interface ISame
    {
    }

    [Union(1, typeof(Box))]
    private interface IForeign
    {
    }

    [Union(1, typeof(AbstractBoth))]
    private interface IAbstract
    {
    }

    [Union(-7, typeof(Dog))]
    private abstract class Animal
    {
        public int Legs { get; set; }
    }

    private sealed class Circle : IShape, ITwice
    {
        public double Radius { get; set; }
    }

    [Message]
    private sealed record Box([property: Key(0)] int Width, [property: Key(1)] int Height) : IShape, ITwice;

    private sealed class Stray : IShape
    {
    }

    private sealed class Both : ISame
    {
    }

    private abstract class AbstractBoth : IAbstract
    {
    }

    private sealed class Dog : Animal
    {
    }

    [Union(0, typeof(Concrete))]
    private sealed class Concrete
    {
    }
}
