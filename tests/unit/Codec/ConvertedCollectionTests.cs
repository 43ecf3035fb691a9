using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class ConvertedCollectionTests
{
    private static readonly int[] s_numbers = [1, 2, 3];
    private static readonly Dictionary<string, int> s_pairs = new() { ["a"] = 1, ["b"] = 2 };

    [Fact]
    public void Sequences_KeepTheirOrder()
    {
        Check(ImmutableList.Create(s_numbers), "93010203");
        Check(ImmutableQueue.Create(s_numbers), "93010203");
        Check(ImmutableStack.Create(s_numbers), "93030201");
        Check(ImmutableSortedSet.Create(3, 1, 2), "93010203");
        Check(new ConcurrentQueue<int>(s_numbers), "93010203");
        Check(new ConcurrentStack<int>(s_numbers), "93030201");
        Check(new ReadOnlyCollection<int>(s_numbers), "93010203");
        Check(new ObservableCollection<int>(s_numbers), "93010203");
        Check(ImmutableArray.Create(s_numbers), "93010203");
        Assert.Equal(s_numbers, RoundTrip(new ConcurrentBag<int>(s_numbers)).Order());
        Assert.Equal("c0", ToHex<ImmutableArray<int>>(default));
        Assert.True(FromHex<ImmutableArray<int>>("c0").IsDefault);
        Assert.Null(FromHex<ImmutableList<int>?>("c0"));
    }

    [Fact]
    public void Sets_HaveTheirElements()
    {
        Assert.Equal(s_numbers, RoundTrip(ImmutableHashSet.Create(s_numbers)).Order());
        Assert.Equal(s_numbers, RoundTrip(s_numbers.ToFrozenSet()).Order());
        Assert.Equal(["a", "b"], RoundTrip(s_pairs.Keys.ToFrozenSet()).Order());
        Refused<FrozenSet<int>>("920101");
        Refused<ImmutableHashSet<string>>("92a161a161");
    }

    [Fact]
    public void Maps_HaveTheirPairs()
    {
        Same(RoundTrip(s_pairs.ToImmutableDictionary()));
        Same(RoundTrip(s_pairs.ToImmutableSortedDictionary()));
        Same(RoundTrip(s_pairs.ToFrozenDictionary()));
        Same(RoundTrip(new ConcurrentDictionary<string, int>(s_pairs)));
        Same(RoundTrip(new ReadOnlyDictionary<string, int>(s_pairs)));
        Assert.Equal("82a16101a16202", ToHex(new ReadOnlyDictionary<string, int>(s_pairs)));
        Refused<FrozenDictionary<string, int>>("82a16101a16101");
        Refused<ConcurrentDictionary<string, int>>("81c001");
        static void Same(IReadOnlyDictionary<string, int> back) => Assert.Equal(s_pairs, back.OrderBy(pair => pair.Key).ToDictionary());
    }

    [Fact]
    public void Maps_OfHostileKeys_HashThemAtRandom()
    {
        // The usual hash code of each of these is 0.
        var keys = Enumerable.Range(0, 1000).Select(i => ((long)i << 32) | (uint)i).ToDictionary(key => key, _ => 0);
        AssertSpread(RoundTrip(keys.ToFrozenDictionary()).Comparer);
        AssertSpread(RoundTrip(keys.ToImmutableDictionary()).KeyComparer);
        AssertSpread(RoundTrip(new ConcurrentDictionary<long, int>(keys)).Comparer);
        AssertSpread(RoundTrip(keys.Keys.ToImmutableHashSet()).KeyComparer);
        void AssertSpread(IEqualityComparer<long> comparer)
            => Assert.InRange(keys.Keys.Select(comparer.GetHashCode).Distinct().Count(), keys.Count - 10, keys.Count);
    }

    [Fact]
    public void Stretches_AreArrays()
    {
        Assert.Equal("920203", ToHex(new ArraySegment<int>(s_numbers, 1, 2)));
        Assert.Equal([2, 3], FromHex<ArraySegment<int>>("920203"));
        Assert.Equal("c0", ToHex<ArraySegment<int>>(default));
        Assert.Equal("920203", ToHex(new ReadOnlyMemory<int>(s_numbers, 1, 2)));
        Assert.Equal([2, 3], FromHex<Memory<int>>("920203").ToArray());
        Assert.Equal([2, 3], FromHex<ReadOnlyMemory<int>>("920203").ToArray());
        Assert.Equal("c4020203", ToHex(new ArraySegment<byte>([1, 2, 3], 1, 2)));
        Assert.Equal([2, 3], FromHex<ArraySegment<byte>>("c4020203").ToArray());
        Assert.Equal("c4020203", ToHex(new System.Buffers.ReadOnlySequence<byte>([1, 2, 3], 1, 2)));
        Assert.Equal(2, FromHex<System.Buffers.ReadOnlySequence<byte>>("c4020203").Length);
    }

    private static void Check<TCollection>(TCollection value, string hex)
        where TCollection : IEnumerable<int>
    {
        Assert.Equal(hex, ToHex(value));
        Assert.Equal(value.ToArray(), FromHex<TCollection>(hex).ToArray());
    }
}
