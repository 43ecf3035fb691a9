using System.Reflection;

namespace Processing;

/// <summary>A property or field that travels, and how it comes back: through a constructor's parameter or by being set.</summary>
/// <param name="Member">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsSettable">Whether it can be set once the object exists.</param>
/// <param name="Key">Its name in a map.</param>
/// <param name="Index">Its place in an array; -1 where its type is a map.</param>
internal sealed record RecordMemberLayout(MemberInfo Member, Type Type, bool IsSettable, string Key, int Index = -1)
{
    public string Name => Member.Name;

    /// <summary>The constructor's parameter of its name; null where it is set instead.</summary>
    public ParameterInfo? Parameter { get; init; }

    /// <summary>Whether what a message has for it goes anywhere; a computed property is only written.</summary>
    public bool IsRestored => IsSettable || Parameter is not null;

    /// <summary>Whether the value goes to <paramref name="parameter"/> when the object is built.</summary>
    public bool Fits(ParameterInfo parameter)
        => parameter.ParameterType == Type
            && Name.AsSpan().TrimStart('_').Equals(parameter.Name, StringComparison.OrdinalIgnoreCase);
}
