namespace Processing;

/// <summary>How a collection is made of another one that is easy to read. Null never comes here.</summary>
internal interface IConversion<TSource, TTarget>
{
    static abstract TTarget Convert(TSource source);
}
