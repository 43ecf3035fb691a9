using System.Collections.Immutable;

namespace Processing;

public abstract partial class FormatterProvider
{
    /// <summary>The formatter of memory of <typeparamref name="T"/>.</summary>
    protected static object MemoryOf<T>() => new MemoryFormatter<T>();

    /// <summary>The formatter of memory of <typeparamref name="T"/> that is not written to.</summary>
    protected static object ReadOnlyMemoryOf<T>() => new ReadOnlyMemoryFormatter<T>();

    /// <summary>The formatter of stretches of an array of <typeparamref name="T"/>.</summary>
    protected static object SegmentOf<T>() => new ArraySegmentFormatter<T>();

    /// <summary>The formatter of immutable arrays of <typeparamref name="T"/>.</summary>
    protected static object ImmutableArrayOf<T>() => new ImmutableArrayFormatter<T>();

    /// <summary>The formatter of arrays of two to four dimensions.</summary>
    protected static object GridOf<TGrid, T>()
        where TGrid : class
        => new GridFormatter<TGrid, T>();

    /// <summary>The formatter of a tuple of more than 7.</summary>
    protected static object ValueTupleOf<T1, T2, T3, T4, T5, T6, T7, TRest>()
        where TRest : struct
        => new ValueTuple8Formatter<T1, T2, T3, T4, T5, T6, T7, TRest>();

    /// <summary>The formatter of an object tuple of more than 7.</summary>
    protected static object TupleOf<T1, T2, T3, T4, T5, T6, T7, TRest>()
        where TRest : notnull
        => new Tuple8Formatter<T1, T2, T3, T4, T5, T6, T7, TRest>();
}
