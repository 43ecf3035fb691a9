#pragma warning disable CA1051, CA1815, CA2227, CA1002, CA1812 // the shapes are the point
using Processing;

namespace Processing.IntegrationTests.Codec;

internal sealed record Leaf(int Id, string? Name = "none", double Weight = double.NaN);

internal record struct Spot(int X, int Y);

internal readonly record struct FixedSpot(int X, int Y);

internal sealed record Box<T>(T Value, List<T> More);

internal readonly record struct Cell<T>(T Value);

internal enum Level : byte
{
    Low,
    High = 200,
}

internal class Bottom
{
    public int Inherited { get; set; }

    public virtual string Text { get; set; } = "bottom";
}

internal sealed class Graph : Bottom
{
    public required string Title { get; init; }

    public int Count { get; init; } = 7;

    public override string Text { get; set; } = "graph";

    public Leaf? First { get; set; }

    public List<Leaf> Leaves { get; set; } = [];

    public Dictionary<string, Spot[]> Places { get; set; } = [];

    public (int Number, Leaf Leaf)? Pair { get; set; }

    public Level Level;

    public Graph? Next { get; set; }

    public int Sum => Count + Inherited;
}

internal sealed class Mixed(int id)
{
    public int Id { get; } = id;

    public string? @class { get; set; }

    public string Late { get; init; } = "early";
}

[Message]
internal sealed class Hidden
{
    [Key(0)]
    private int _secret;

    [Key(3)]
    private string? Whisper { get; set; }

    [Key(1)]
    public int Twice => _secret * 2;

    public static Hidden Of(int secret, string? whisper) => new() { _secret = secret, Whisper = whisper };

    public (int, string?) Open() => (_secret, Whisper);
}

[Message(KeyAsName = true)]
internal struct Named
{
    [Key("n")]
    public int Number;

    public string? Plain { get; init; }

    [IgnoreMember]
    public int Ignored { get; set; }
}

[Union(1, typeof(Circle))]
[Union(7, typeof(Square))]
internal interface IShape
{
}

internal sealed record Circle(double Radius) : IShape;

internal sealed record Square(double Side, IShape? Inside) : IShape;

internal sealed class Wide
{
    public int A { get; set; }
    public int B { get; set; }
    public int C { get; set; }
    public int D { get; set; }
    public int E { get; set; }
    public int F { get; set; }
    public int G { get; set; }
    public int H { get; set; }
    public int I { get; set; }
    public int J { get; set; }
    public int K { get; set; }
    public int L { get; set; }
    public int M { get; set; }
    public int N { get; set; }
    public int O { get; set; }
    public int P { get; set; }
    public int Q { get; set; }
    public int R { get; set; }
    public int S { get; set; }
    public int T { get; set; }
}

internal sealed class Nothing
{
}

internal sealed class Bound<TKey, TNumber>
    where TKey : class, IComparable<TKey>, IEquatable<TKey>
    where TNumber : struct, IComparable
{
    public required TKey Key { get; init; }

    public TNumber Number { get; init; }
}

internal struct Bits<T>
    where T : unmanaged
{
    public T Value { get; init; }
}

[Message]
internal sealed class Notice : EventArgs
{
    [Key(0)]
    private string _text = "";

    [IgnoreMember]
    public string Text => _text;

    public static Notice Of(string text) => new() { _text = text };
}
