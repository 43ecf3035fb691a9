using System.Diagnostics.CodeAnalysis;

namespace Processing;

/// <summary>
/// Names one type that may stand behind an interface or abstract class, and the number that stands for it in messages. A value is sent as an
/// array of two, that number and the value itself. Types that are not named cannot be sent, nor made by a message.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UnionAttribute : Attribute
{
    /// <summary>Lets <paramref name="type"/> travel as <paramref name="key"/>.</summary>
    /// <param name="key">The number in messages; never to be given to another type later.</param>
    /// <param name="type">A concrete type that can be assigned to the one with this attribute.</param>
    public UnionAttribute(int key, [DynamicallyAccessedMembers(RecordLayout.Needed)] Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Key = key;
        Type = type;
    }

    /// <summary>The number in messages.</summary>
    public int Key { get; }

    /// <summary>The concrete type.</summary>
    [DynamicallyAccessedMembers(RecordLayout.Needed)]
    public Type Type { get; }
}
