using System.Globalization;
using System.Reflection;

namespace Processing.TestSupport;

/// <summary>One line for each kind of member; see <see cref="PublicApiText"/>.</summary>
internal static class PublicApiMembers
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Constructor(ConstructorInfo constructor)
        => $"{Access(constructor)} {PublicApiNames.Bare(constructor.DeclaringType!)}({Parameters(constructor)})"; // A constructor has one.

    public static string Field(FieldInfo field)
    {
        string type = PublicApiNames.Of(s_nullability.Create(field));
        string access = field.IsPublic ? "public" : "protected";
        return field.IsLiteral
            ? $"{access} const {type} {field.Name} = {Literal(field.GetRawConstantValue())}"
            : $"{access} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    public static string Property(PropertyInfo property)
    {
        var accessors = new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsSeen).ToList();
        string verbs = string.Concat(accessors.Select(accessor => accessor == property.GetMethod ? " get;" : IsInit(accessor) ? " init;" : " set;"));
        string index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        string required = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(accessors[0])} {Modifiers(accessors[0])}{required}{PublicApiNames.Of(s_nullability.Create(property))} "
            + $"{(index.Length == 0 ? property.Name : $"this[{index}]")} {{{verbs} }}";
    }

    public static string Event(EventInfo item)
        => $"public {Modifiers(item.AddMethod!)}event {PublicApiNames.Of(s_nullability.Create(item))} {item.Name}"; // Only events with an add accessor are listed.

    public static string Method(MethodInfo method)
        => $"{Access(method)} {Modifiers(method)}{PublicApiNames.Of(s_nullability.Create(method.ReturnParameter))} {method.Name}"
            + $"{PublicApiNames.Arguments(method.GetGenericArguments())}({Parameters(method)}){PublicApiNames.Constraints(method.GetGenericArguments())}";

    public static string Parameters(MethodBase method)
    {
        string list = string.Join(", ", method.GetParameters().Select(Parameter));
        return method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " + list : list;
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        string attributes = string.Concat(parameter.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Namespace?.StartsWith(nameof(Processing), StringComparison.Ordinal) == true)
            .Select(attribute => $"[{attribute.AttributeType.Name[..^"Attribute".Length]}] "));
        string fallback = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{attributes}{prefix}{PublicApiNames.Of(s_nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static bool IsSeen(MethodInfo method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsInit(MethodInfo setter)
        => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: true, IsAbstract: true } => "static abstract ",
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Literal(object? value) => value switch
    {
        null or DBNull => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!, // Primitive constants are the only ones left; their text is never null.
    };
}
