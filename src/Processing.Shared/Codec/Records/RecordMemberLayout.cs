using System.Reflection;

namespace Processing;

/// <summary>A property or field that travels, and how it comes back: through a constructor's parameter or by being set.</summary>
/// <param name="Member">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsSettable">Whether it can be set from outside once the object exists.</param>
/// <param name="Parameter">The constructor's parameter of its name; null where it is set instead.</param>
internal sealed record RecordMemberLayout(MemberInfo Member, Type Type, bool IsSettable, ParameterInfo? Parameter = null)
{
    public string Name => Member.Name;

    /// <summary>Whether the value goes to <paramref name="parameter"/> when the object is built.</summary>
    public bool Fits(ParameterInfo parameter)
        => parameter.ParameterType == Type && string.Equals(parameter.Name, Name, StringComparison.OrdinalIgnoreCase);
}
