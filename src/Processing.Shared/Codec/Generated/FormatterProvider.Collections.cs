namespace Processing;

// Naming a formatter's type arguments in compiled code is what makes it exist where there is no JIT.
public abstract partial class FormatterProvider
{
    /// <summary>The formatter of arrays of <typeparamref name="T"/>.</summary>
    protected static object ArrayOf<T>() => new ArrayFormatter<T>();

    /// <summary>The formatter of lists of <typeparamref name="T"/>.</summary>
    protected static object ListOf<T>() => new ListFormatter<T>();

    /// <summary>The formatter of queues in memory of <typeparamref name="T"/>.</summary>
    protected static object QueueOf<T>() => new QueueFormatter<T>();

    /// <summary>The formatter of stacks of <typeparamref name="T"/>.</summary>
    protected static object StackOf<T>() => new StackFormatter<T>();

    /// <summary>The formatter of <typeparamref name="T"/> or nothing.</summary>
    protected static object NullableOf<T>()
        where T : struct
        => new NullableFormatter<T>();

    /// <summary>The formatter of a pair.</summary>
    protected static object PairOf<TKey, TValue>() => new KeyValuePairFormatter<TKey, TValue>();

    /// <summary>The formatter of an interface of sequences.</summary>
    protected static object SequenceOf<TSequence, T>()
        where TSequence : class, IEnumerable<T>
        => new SequenceFormatter<TSequence, T>();

    /// <summary>The formatter of a collection that is filled by adding.</summary>
    protected static object CollectionOf<TCollection, T>()
        where TCollection : class, ICollection<T>, new()
        => new CollectionFormatter<TCollection, T>();

    /// <summary>The formatter of hash sets and interfaces of sets.</summary>
    protected static object SetOf<TSet, T>()
        where TSet : class, IEnumerable<T>
        => new HashSetFormatter<TSet, T>();

    /// <summary>The formatter of dictionaries and their interfaces.</summary>
    protected static object MapOf<TMap, TKey, TValue>()
        where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
        where TKey : notnull
        => new DictionaryFormatter<TMap, TKey, TValue>();

    /// <summary>The formatter of sorted dictionaries and lists.</summary>
    protected static object SortedMapOf<TMap, TKey, TValue>()
        where TMap : class, IDictionary<TKey, TValue>, new()
        where TKey : notnull
        => new SortedMapFormatter<TMap, TKey, TValue>();

    /// <summary>The formatter of an interface or abstract class with the types that may stand behind it.</summary>
    protected static object UnionOf<TBase>(params UnionCase<TBase>[] cases)
        where TBase : class
        => new UnionFormatter<TBase>(cases);
}
