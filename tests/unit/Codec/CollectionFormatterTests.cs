using System.Collections.ObjectModel;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class CollectionFormatterTests
{
    private static readonly int[] s_numbers = [1, 2, 3];

    [Fact]
    public void Sequences_AreArrays()
    {
        Assert.Equal("93010203", ToHex(s_numbers));
        Assert.Equal("93010203", ToHex<List<int>>([1, 2, 3]));
        Assert.Equal("93010203", ToHex<IEnumerable<int>>(Enumerable.Range(1, 3).Where(static _ => true)));
        Assert.Equal("93010203", ToHex(new Queue<int>(s_numbers)));
        Assert.Equal("93030201", ToHex(new Stack<int>(s_numbers)));
        Assert.Equal("c0", ToHex<int[]?>(null));
        Assert.Equal("9292010290", ToHex<int[][]>([[1, 2], []]));
    }

    [Fact]
    public void Sequences_ComeBack()
    {
        Assert.Equal(s_numbers, FromHex<int[]>("93010203"));
        Assert.Equal(s_numbers, FromHex<List<int>>("93010203"));
        Assert.Equal(s_numbers, FromHex<IReadOnlyList<int>>("93010203"));
        Assert.Equal(s_numbers, FromHex<IList<int>>("93010203"));
        Assert.Equal(s_numbers, FromHex<ICollection<int>>("93010203"));
        Assert.Equal(s_numbers, FromHex<IReadOnlyCollection<int>>("93010203"));
        Assert.Equal(s_numbers, FromHex<Queue<int>>("93010203"));
        Assert.Equal(3, RoundTrip(new Stack<int>(s_numbers)).Peek());
        Assert.Equal(s_numbers, FromHex<HashSet<int>>("93010203").Order());
        Assert.Equal(s_numbers, FromHex<ISet<int>>("93010203").Order());
        Assert.Equal(s_numbers, FromHex<SortedSet<int>>("93030201"));
        Assert.Equal(s_numbers, FromHex<LinkedList<int>>("93010203"));
        Assert.Equal(s_numbers, FromHex<Collection<int>>("93010203"));
        Assert.Null(FromHex<List<int>?>("c0"));
    }

    [Fact]
    public void Dictionaries_AreMaps()
    {
        Assert.Equal("81a16105", ToHex(new Dictionary<string, int> { ["a"] = 5 }));
        Assert.Equal(5, FromHex<Dictionary<string, int>>("81a16105")["a"]);
        Assert.Equal(5, FromHex<IReadOnlyDictionary<string, int>>("81a16105")["a"]);
        Assert.Equal(5, FromHex<IDictionary<string, int>>("81a16105")["a"]);
        Assert.Equal([1, 2], FromHex<SortedDictionary<int, bool>>("8202c201c3").Keys);
        Assert.Equal(7, RoundTrip(new Dictionary<(int, string), double> { [(1, "x")] = 7 })[(1, "x")]);
        Assert.Equal(7, RoundTrip(new Dictionary<Guid, int> { [Guid.Empty] = 7 })[Guid.Empty]);
        Assert.Equal(7, RoundTrip(new Dictionary<DayOfWeek, int> { [DayOfWeek.Friday] = 7 })[DayOfWeek.Friday]);
    }

    [Fact]
    public void Keys_TwiceOrNil_AreRefused()
    {
        Refused<Dictionary<string, int>>("82a16101a16102");
        Refused<Dictionary<string, int>>("81c001");
        Refused<SortedDictionary<int, int>>("8201010101");
        Refused<HashSet<int>>("920101");
    }

    [Fact]
    public void Tuples_AreArrays()
    {
        Assert.Equal("9201a161", ToHex((1, "a")));
        Assert.Equal((1, "a"), RoundTrip((1, "a")));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7), RoundTrip((1, 2, 3, 4, 5, 6, 7)));
        Assert.Equal(Tuple.Create(1, "a", true), RoundTrip(Tuple.Create(1, "a", true)));
        Assert.Null(RoundTrip<Tuple<int>?>(null));
        Assert.Equal("920102", ToHex(KeyValuePair.Create(1, 2)));
        Assert.Equal(KeyValuePair.Create(1, 2), RoundTrip(KeyValuePair.Create(1, 2)));
        Assert.Equal("98010203040506079108", ToHex((1, 2, 3, 4, 5, 6, 7, 8)));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, 9), RoundTrip((1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal(Tuple.Create(1, 2, 3, 4, 5, 6, 7, "h"), RoundTrip(Tuple.Create(1, 2, 3, 4, 5, 6, 7, "h")));
        Refused<(int, int)>("9101");
    }

    [Fact]
    public void Header_BeyondTheMessage_IsRefusedBeforeAllocation()
    {
        Refused<long[]>("ddffffffff");
        Refused<long[]>("dd7fffffff00");
        Refused<Dictionary<int, int>>("df7fffffff0000");
        Refused<List<string>>("9300");
        Refused<Dictionary<int, int>>("820000");
    }

    [Fact]
    public void Headers_EachAnnouncingTheSameBytes_AreRefused()
    {
        // 92 owes two values; the first claims both bytes that are left, so nothing would be left for the second.
        Assert.Equal(1, Refused<int[][]>("92920101").Offset);
        Assert.Equal([[1], [1]], FromHex<int[][]>("9291019101"));
    }

    [Fact]
    public void Keys_ChosenToCollide_AreRefusedInsteadOfTriedForMinutes()
    {
        var keys = new Dictionary<Colliding, int>();
        for (int i = 0; i < 3000; i++)
        {
            keys[new Colliding(i)] = i;
        }

        Refused<Dictionary<Colliding, int>>(ToHex(keys));
    }

    [Fact]
    public void Keys_FewWithOneHash_AreTaken()
    {
        var keys = new Dictionary<Colliding, int> { [new Colliding(1)] = 1, [new Colliding(2)] = 2 };
        Assert.Equal(2, RoundTrip(keys)[new Colliding(2)]);
    }

    private sealed record Colliding(int Number)
    {
        public bool Equals(Colliding? other) => other?.Number == Number;

        public override int GetHashCode() => 1;
    }
}
