namespace Processing;

/// <summary>Keeps a public property or field out of messages; it has its default value where the message is read.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class IgnoreMemberAttribute : Attribute
{
}
