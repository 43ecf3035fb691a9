using System.ComponentModel;

namespace Processing;

/// <summary>
/// The generated formatters of one assembly. Registering it costs one object however many types it knows; a formatter is made when the first
/// value of its type is sent or received. Generated code derives from this class; other code has no use for it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class FormatterProvider
{
    /// <summary>Makes the <see cref="IMessageFormatter{T}"/> of <paramref name="type"/>; null where this assembly has none.</summary>
    public abstract object? TryCreate(Type type);
}
