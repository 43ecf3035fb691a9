namespace Processing;

/// <summary>
/// The place or the name under which a property or field of a type with <see cref="MessageAttribute"/> travels. On a private member it makes
/// the member travel as well. The keys of one type are all numbers or all texts, and a number says the place in the array, from 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class KeyAttribute : Attribute
{
    /// <summary>Gives the member a place in the array that its type is sent as.</summary>
    /// <param name="index">The place, from 0. Places that no member has are sent as nil.</param>
    public KeyAttribute(int index) => Index = index;

    /// <summary>Gives the member a name in the map that its type is sent as.</summary>
    /// <param name="name">The name, which need not be the member's own.</param>
    public KeyAttribute(string name) => Name = name;

    /// <summary>The place in the array; null where the key is a name.</summary>
    public int? Index { get; }

    /// <summary>The name in the map; null where the key is a place.</summary>
    public string? Name { get; }
}
