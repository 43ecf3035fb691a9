namespace Processing;

/// <summary>A case whose type is known.</summary>
internal sealed class UnionCase<TBase, T>(int key) : UnionCase<TBase>(key, typeof(T))
    where T : TBase
{
    // A formatter gets values of exactly this type: the case was chosen by it.
    public override void Write(ref MessageWriter writer, TBase value) => MessageFormatter.Write(ref writer, (T)value!);

    public override TBase Read(ref MessageReader reader) => MessageFormatter.Read<T>(ref reader);
}
