using System.Reflection;

namespace Processing.TestSupport;

/// <summary>How <see cref="PublicApiText"/> names types.</summary>
internal static class PublicApiNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>The line that opens a type: its kind, its name, and what it is built on.</summary>
    public static string Declare(Type type)
    {
        string name = $"{type.Namespace}.{Nested(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!; // Every delegate has one.
            return $"public delegate {Of(new NullabilityInfoContext().Create(invoke.ReturnParameter))} {name}({PublicApiMembers.Parameters(invoke)})";
        }

        string bases = string.Join(", ", BasesOf(type).Select(Of));
        return $"public {Kind(type)} {name}{(bases.Length == 0 ? "" : " : " + bases)}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>A type with what is known of its nullability.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type; // A reference refers to something.
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return (info.GenericTypeArguments.Length == 1 ? Of(info.GenericTypeArguments[0]) : Of(value)).TrimEnd('?') + "?";
        }

        string name = type.IsArray && info.ElementType is { } element
            ? Of(element) + "[]"
            : type.IsGenericType && info.GenericTypeArguments.Length == type.GetGenericArguments().Length
                ? $"{Bare(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>"
                : Of(type);

        // Whether a bare type parameter may be null is up to its argument; metadata does not tell "T" from "T?" without constraints.
        return !type.IsValueType && !type.IsGenericParameter && info.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    /// <summary>A type without nullability.</summary>
    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        return type switch
        {
            { IsArray: true } => Of(type.GetElementType()!) + "[]", // An array has elements, a reference and a pointer a target.
            { IsByRef: true } => Of(type.GetElementType()!),
            { IsPointer: true } => Of(type.GetElementType()!) + "*",
            _ when Nullable.GetUnderlyingType(type) is { } value => Of(value) + "?",
            _ => Bare(type) + Arguments(type.GetGenericArguments()),
        };
    }

    /// <summary>The simple name without type parameters.</summary>
    public static string Bare(Type type) => type.Name.Split('`')[0];

    /// <summary>The list of type arguments; nothing when there are none.</summary>
    public static string Arguments(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Of))}>";

    /// <summary>The <c>where</c> clauses of type parameters.</summary>
    public static string Constraints(Type[] parameters) => string.Concat(parameters.Where(parameter => parameter.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        bool isUnmanaged = parameter.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute");
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> parts = [];
        parts.AddRange(flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : []);
        parts.AddRange(isUnmanaged ? ["unmanaged"] : isStruct ? ["struct"] : []);
        parts.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of));
        parts.AddRange(flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : []);
        parts.AddRange(flags.HasFlag(GenericParameterAttributes.AllowByRefLike) ? ["allows ref struct"] : []);
        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    private static string Nested(Type type)
    {
        string name = Bare(type) + Arguments(type.GetGenericArguments());
        return type.DeclaringType is { } outer ? $"{Bare(outer)}.{name}" : name;
    }

    private static IEnumerable<Type> BasesOf(Type type)
    {
        if (type.IsEnum)
        {
            return [Enum.GetUnderlyingType(type)];
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Where(contract => contract.IsVisible && !inherited.Contains(contract)).OrderBy(Of, StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? interfaces.Prepend(parent) : interfaces;
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => (type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct"),
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };
}
