namespace Processing;

/// <summary>One type that may stand behind <typeparamref name="TBase"/>.</summary>
internal abstract class UnionCase<TBase>(int key, Type type)
{
    public int Key => key;

    public Type Type => type;

    public abstract void Write(ref MessageWriter writer, TBase value);

    public abstract TBase Read(ref MessageReader reader);
}
