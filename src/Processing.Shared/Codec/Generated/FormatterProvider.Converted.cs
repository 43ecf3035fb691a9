using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Processing;

public abstract partial class FormatterProvider
{
    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableListOf<T>()
        => new ConvertedSequenceFormatter<ImmutableList<T>, T, ToImmutableList<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableDictionaryOf<TKey, TValue>()
        where TKey : notnull
        => new ConvertedMapFormatter<ImmutableDictionary<TKey, TValue>, TKey, TValue, ToImmutableDictionary<TKey, TValue>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableHashSetOf<T>()
        => new ConvertedSetFormatter<ImmutableHashSet<T>, T, ToImmutableHashSet<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableSortedDictionaryOf<TKey, TValue>()
        where TKey : notnull
        => new ConvertedMapFormatter<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue, ToImmutableSortedDictionary<TKey, TValue>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableSortedSetOf<T>()
        => new ConvertedSetFormatter<ImmutableSortedSet<T>, T, ToImmutableSortedSet<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableQueueOf<T>()
        => new ConvertedSequenceFormatter<ImmutableQueue<T>, T, ToImmutableQueue<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ImmutableStackOf<T>()
        => new ConvertedSequenceFormatter<ImmutableStack<T>, T, ToImmutableStack<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object FrozenSetOf<T>()
        => new ConvertedSetFormatter<FrozenSet<T>, T, ToFrozenSet<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object FrozenDictionaryOf<TKey, TValue>()
        where TKey : notnull
        => new ConvertedMapFormatter<FrozenDictionary<TKey, TValue>, TKey, TValue, ToFrozenDictionary<TKey, TValue>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ConcurrentDictionaryOf<TKey, TValue>()
        where TKey : notnull
        => new ConvertedMapFormatter<ConcurrentDictionary<TKey, TValue>, TKey, TValue, ToConcurrentDictionary<TKey, TValue>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ConcurrentQueueOf<T>()
        => new ConvertedSequenceFormatter<ConcurrentQueue<T>, T, ToConcurrentQueue<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ConcurrentStackOf<T>()
        => new ConvertedSequenceFormatter<ConcurrentStack<T>, T, ToConcurrentStack<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ConcurrentBagOf<T>()
        => new ConvertedSequenceFormatter<ConcurrentBag<T>, T, ToConcurrentBag<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ReadOnlyCollectionOf<T>()
        => new ConvertedSequenceFormatter<ReadOnlyCollection<T>, T, ToReadOnlyCollection<T>>();

    /// <summary>The formatter of that collection.</summary>
    protected static object ReadOnlyDictionaryOf<TKey, TValue>()
        where TKey : notnull
        => new ConvertedMapFormatter<ReadOnlyDictionary<TKey, TValue>, TKey, TValue, ToReadOnlyDictionary<TKey, TValue>>();
}
