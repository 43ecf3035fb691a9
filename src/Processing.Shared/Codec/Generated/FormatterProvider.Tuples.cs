namespace Processing;

public abstract partial class FormatterProvider
{
    /// <summary>The formatter of a tuple with 1 element.</summary>
    protected static object ValueTupleOf<T1>() => new ValueTuple1Formatter<T1>();

    /// <summary>The formatter of a tuple with 2 elements.</summary>
    protected static object ValueTupleOf<T1, T2>() => new ValueTuple2Formatter<T1, T2>();

    /// <summary>The formatter of a tuple with 3 elements.</summary>
    protected static object ValueTupleOf<T1, T2, T3>() => new ValueTuple3Formatter<T1, T2, T3>();

    /// <summary>The formatter of a tuple with 4 elements.</summary>
    protected static object ValueTupleOf<T1, T2, T3, T4>() => new ValueTuple4Formatter<T1, T2, T3, T4>();

    /// <summary>The formatter of a tuple with 5 elements.</summary>
    protected static object ValueTupleOf<T1, T2, T3, T4, T5>() => new ValueTuple5Formatter<T1, T2, T3, T4, T5>();

    /// <summary>The formatter of a tuple with 6 elements.</summary>
    protected static object ValueTupleOf<T1, T2, T3, T4, T5, T6>() => new ValueTuple6Formatter<T1, T2, T3, T4, T5, T6>();

    /// <summary>The formatter of a tuple with 7 elements.</summary>
    protected static object ValueTupleOf<T1, T2, T3, T4, T5, T6, T7>() => new ValueTuple7Formatter<T1, T2, T3, T4, T5, T6, T7>();

    /// <summary>The formatter of an object tuple with 1 element.</summary>
    protected static object TupleOf<T1>() => new Tuple1Formatter<T1>();

    /// <summary>The formatter of an object tuple with 2 elements.</summary>
    protected static object TupleOf<T1, T2>() => new Tuple2Formatter<T1, T2>();

    /// <summary>The formatter of an object tuple with 3 elements.</summary>
    protected static object TupleOf<T1, T2, T3>() => new Tuple3Formatter<T1, T2, T3>();

    /// <summary>The formatter of an object tuple with 4 elements.</summary>
    protected static object TupleOf<T1, T2, T3, T4>() => new Tuple4Formatter<T1, T2, T3, T4>();

    /// <summary>The formatter of an object tuple with 5 elements.</summary>
    protected static object TupleOf<T1, T2, T3, T4, T5>() => new Tuple5Formatter<T1, T2, T3, T4, T5>();

    /// <summary>The formatter of an object tuple with 6 elements.</summary>
    protected static object TupleOf<T1, T2, T3, T4, T5, T6>() => new Tuple6Formatter<T1, T2, T3, T4, T5, T6>();

    /// <summary>The formatter of an object tuple with 7 elements.</summary>
    protected static object TupleOf<T1, T2, T3, T4, T5, T6, T7>() => new Tuple7Formatter<T1, T2, T3, T4, T5, T6, T7>();
}
