namespace Processing;

/// <summary>
/// Says that the members of a type travel by the keys they are given with <see cref="KeyAttribute"/>: numbers make the value an array, which
/// is smaller and lets members be renamed; texts make it a map. Every public member needs a key or <see cref="IgnoreMemberAttribute"/>.
/// Types without this attribute travel as maps of their public members.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class MessageAttribute : Attribute
{
    /// <summary>Whether members without a key travel under their name, in a map; false unless set.</summary>
    public bool KeyAsName { get; set; }
}
