using System.ComponentModel;

namespace Processing;

/// <summary>One type that may stand behind <typeparamref name="TBase"/>. For generated code.</summary>
/// <typeparam name="TBase">The interface or abstract class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UnionCase<TBase>
{
    private protected UnionCase(int key, Type type)
    {
        Key = key;
        Type = type;
    }

    internal int Key { get; }

    internal Type Type { get; }

    internal abstract void Write(ref MessageWriter writer, TBase value);

    internal abstract TBase Read(ref MessageReader reader);
}
