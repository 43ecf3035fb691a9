using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Processing.TestSupport;

/// <summary>
/// Writes the public surface of an assembly as text that only changes when the surface does: types and members sorted by their text,
/// one line each, with nullability, constants and the values of enums.
/// </summary>
public static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The surface of <paramref name="assembly"/>.</summary>
    public static string Write(Assembly assembly) => Write(assembly.GetTypes());

    /// <summary>The surface of those of <paramref name="types"/> that can be seen from outside.</summary>
    public static string Write(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(PublicApiNames.Declare(type)).Append('\n');
            foreach (string member in MembersOf(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsVisible(Type type)
        => (type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!))) // nested: has one
            && !IsGenerated(type);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {field.GetRawConstantValue()}"));
        }

        return typeof(Delegate).IsAssignableFrom(type)
            ? []
            : type.GetConstructors(Declared).Where(IsSeen).Select(PublicApiMembers.Constructor)
                .Concat(type.GetFields(Declared).Where(IsSeen).Select(PublicApiMembers.Field))
                .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen)).Select(PublicApiMembers.Property))
                .Concat(type.GetEvents(Declared).Where(item => item.AddMethod is { } add && IsSeen(add)).Select(PublicApiMembers.Event))
                .Concat(type.GetMethods(Declared).Where(method => IsSeen(method) && !IsAccessor(method)).Select(PublicApiMembers.Method));
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsSeen(MethodBase method)
        => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            && !(IsGenerated(method) && !method.IsSpecialName && method.Name.StartsWith('<'));

    private static bool IsSeen(FieldInfo field)
        => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !IsGenerated(field);
}
