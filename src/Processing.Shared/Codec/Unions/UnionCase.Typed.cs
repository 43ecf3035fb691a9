using System.ComponentModel;

namespace Processing;

/// <summary>A case whose type is known. For generated code.</summary>
/// <typeparam name="TBase">The interface or abstract class.</typeparam>
/// <typeparam name="T">The concrete type.</typeparam>
/// <param name="key">The number that stands for the type in messages.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UnionCase<TBase, T>(int key) : UnionCase<TBase>(key, typeof(T))
    where T : TBase
{
    // A formatter gets values of exactly this type: the case was chosen by it.
    internal override void Write(ref MessageWriter writer, TBase value) => MessageFormatter.Write(ref writer, (T)value!);

    internal override TBase Read(ref MessageReader reader) => MessageFormatter.Read<T>(ref reader);
}
