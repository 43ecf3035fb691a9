using System.Reflection;

namespace Processing;

/// <summary>Reads and checks which types may stand behind an interface or abstract class.</summary>
internal static class UnionLayout
{
    /// <summary>The cases that <paramref name="type"/> names; empty, with a reason where some are wrong, else without one.</summary>
    public static IReadOnlyList<UnionAttribute> Find(Type type, out string? flaw)
    {
        var cases = new List<UnionAttribute>(type.GetCustomAttributes<UnionAttribute>(inherit: false));
        flaw = null;
        if (cases.Count > 0 && !type.IsInterface && !type.IsAbstract)
        {
            flaw = "[Union] belongs on an interface or abstract class, and it is neither";
        }

        var keys = new HashSet<int>();
        var types = new HashSet<Type>();
        foreach (var one in cases)
        {
            flaw ??= !keys.Add(one.Key) ? $"it gives the number {one.Key} to two types"
                : !types.Add(one.Type) ? $"it names {one.Type} twice"
                : !one.Type.IsAssignableTo(type) ? $"it names {one.Type}, which is not derived from it"
                : one.Type.IsAbstract || one.Type.IsGenericTypeDefinition ? $"it names {one.Type}, of which there are no objects"
                : null;
        }

        return flaw is null ? cases : [];
    }
}
