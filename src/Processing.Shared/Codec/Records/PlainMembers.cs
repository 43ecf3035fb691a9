using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Processing;

/// <summary>The members that travel of a type without attributes: what is public, under its own name.</summary>
internal static class PlainMembers
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>The members; empty, with the reason in words, where one has a key though the type does not travel by keys.</summary>
    public static List<RecordMemberLayout> Find([DynamicallyAccessedMembers(RecordLayout.Needed)] Type type, out string? flaw)
    {
        flaw = null;
        var members = new List<RecordMemberLayout>();
        var names = new HashSet<string>();
        foreach (var property in type.GetProperties(Public))
        {
            // A hidden member of a base type comes after the one that hides it.
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                && IsStorable(property.PropertyType) && names.Add(property.Name) && !IsIgnored(property, ref flaw))
            {
                members.Add(new RecordMemberLayout(property, property.PropertyType, property.SetMethod is { IsPublic: true }, property.Name));
            }
        }

        foreach (var field in type.GetFields(Public))
        {
            if (IsStorable(field.FieldType) && names.Add(field.Name) && !IsIgnored(field, ref flaw))
            {
                members.Add(new RecordMemberLayout(field, field.FieldType, !field.IsInitOnly, field.Name));
            }
        }

        return members;
    }

    internal static bool IsStorable(Type type) => !type.IsByRef && !type.IsByRefLike && !type.IsPointer && !type.IsFunctionPointer;

    private static bool IsIgnored(MemberInfo member, ref string? flaw)
    {
        if (member.IsDefined(typeof(KeyAttribute), inherit: true))
        {
            flaw = $"'{member.Name}' has a [Key], but the type has no [Message]";
        }

        return member.IsDefined(typeof(IgnoreMemberAttribute), inherit: true);
    }
}
