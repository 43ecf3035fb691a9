using System.Buffers;
using Processing;
using Processing.Messaging;

namespace Processing.IntegrationTests.Codec;

/// <summary>What the generator wrote for this very assembly, against reflection on the same values.</summary>
public sealed class GeneratedFormatterTests
{
    [Fact]
    public void Generated_Records_AreThoseOfReflection()
    {
        AssertSame(new Leaf(1, "a", 2.5));
        AssertSame(new Spot(1, 2));
        AssertSame(new FixedSpot(3, 4));
        AssertSame(new Cell<Leaf>(new Leaf(5)));
        AssertSame(new Nothing());
        AssertSame(new Wide { A = 1, J = 10, T = 20 });
        AssertSame(new Mixed(4) { @class = "c", Late = "late" });
        AssertSame<Leaf?>(null);
    }

    [Fact]
    public void Generated_Graph_IsThatOfReflection()
    {
        var leaf = new Leaf(9, null, -1);
        AssertSame(new Graph
        {
            Title = "top",
            Inherited = 3,
            First = leaf,
            Leaves = [leaf, leaf],
            Level = Level.High,
            Pair = (4, leaf),
            Places = { ["a"] = [new Spot(1, 2)] },
            Next = new Graph { Title = "below", Count = 1 },
        });
        AssertSame(new Box<Spot>(new Spot(1, 2), [new Spot(3, 4)]));
        AssertSame(new Bound<string, int> { Key = "a", Number = 3 });
        AssertSame(new Bits<long> { Value = -1 });
    }

    [Fact]
    public void Generated_Contracts_AreThoseOfReflection()
    {
        AssertSame(Hidden.Of(6, "psst"));
        AssertSame(new Named { Number = 5, Plain = "p", Ignored = 9 });
        AssertSame<IShape>(new Square(2, new Circle(1)));
        AssertSame<IShape?>(null);
        AssertSame(Notice.Of("psst"));
        Assert.Equal((6, "psst"), RoundTrip(Hidden.Of(6, "psst")).Open());
    }

    [Fact]
    public void Generated_MissingAndUnknownMembers_LeaveDefaults()
    {
        AssertReadsSame<Leaf>("80");
        AssertReadsSame<Leaf>("82a2496405a3466f6f9101");
        AssertReadsSame<Graph>("81a5436f756e7403");
        AssertReadsSame<Graph>("81a353756d03");
        AssertReadsSame<Mixed>("81a2496405");
        AssertReadsSame<FixedSpot>("81a15807");
        AssertReadsSame<Hidden>("9107");
        AssertReadsSame<Hidden>("960708c0a161c0c0");
    }

    [Fact]
    public void Generated_NameTwice_IsRefused()
        => Assert.Throws<WireFormatException>(() => Read(Generated<Leaf>(), Convert.FromHexString("82a2496405a2496406")));

    private static IMessageFormatter<T> Generated<T>()
    {
        // Only sending it makes the generator write a formatter; this one asks for it alone.
        var formatter = GeneratedFormatters.TryCreate<T>();
        Assert.NotNull(formatter);
        return formatter;
    }

    private static void AssertSame<T>(T value)
    {
        byte[] generated = Write(Generated<T>(), value);
        byte[] reflected = Write(FormatterResolver.ResolveByReflection<T>(), value);
        Assert.Equal(Convert.ToHexString(reflected), Convert.ToHexString(generated));
        AssertReadsSame<T>(Convert.ToHexString(generated));
        Assert.Equal(generated, Write(Generated<T>(), Read(Generated<T>(), generated)));
    }

    private static void AssertReadsSame<T>(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        byte[] generated = Write(Generated<T>(), Read(Generated<T>(), bytes));
        byte[] reflected = Write(Generated<T>(), Read(FormatterResolver.ResolveByReflection<T>(), bytes));
        Assert.Equal(Convert.ToHexString(reflected), Convert.ToHexString(generated));
    }

    private static T RoundTrip<T>(T value) => Read(Generated<T>(), Write(Generated<T>(), value));

    private static byte[] Write<T>(IMessageFormatter<T> formatter, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(output);
        formatter.Write(ref writer, value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static T Read<T>(IMessageFormatter<T> formatter, byte[] bytes)
    {
        var reader = new MessageReader(new ReadOnlySequence<byte>(bytes));
        return formatter.Read(ref reader);
    }

    // Never called: the calls alone tell the generator that these types are sent.
    internal static void Seen(Connection connection)
    {
        connection.Send(new Leaf(1));
        connection.Send(new Graph { Title = "" });
        connection.Send(new Cell<Leaf>(new Leaf(1)));
        connection.Send(new Mixed(1));
        connection.Send<IShape>(new Circle(1));
        connection.Send(new Nothing());
        connection.Send(new Wide());
        connection.Send(default(FixedSpot));
        _ = connection.Receive<Box<Spot>>();
        _ = connection.Receive<Bound<string, int>>();
        _ = connection.Receive<Bits<long>>();
    }
}
