using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>
/// Declares what reaches members and constructors that C# does not let the generated code use: private ones, init accessors after the
/// object is built, constructors of types with required members. The runtime binds them to the members themselves.
/// </summary>
internal sealed class Accessors(Compilation compilation)
{
    private const string Unsafe = "[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.";

    private readonly List<string> _declarations = [];

    public IEnumerable<string> Declarations => _declarations;

    /// <summary>False once something was asked for that cannot be declared.</summary>
    public bool IsComplete { get; private set; } = true;

    public string Get(IPropertySymbol property)
        => $"{Declare(property.ContainingType, "Method", property.GetMethod!.Name, Type(property), "Get", "")}({Owner(property)})";

    public string Set(IPropertySymbol property)
        => $"{Declare(property.ContainingType, "Method", property.SetMethod!.Name, "void", "Set", ", " + Type(property) + " part")}({Owner(property)}, {{0}})";

    public string Field(IFieldSymbol field)
        => $"{Declare(field.ContainingType, "Field", field.Name, "ref " + TypeNames.Full(field.OriginalDefinition.Type), "Field", "")}({Owner(field)})";

    public string Create(INamedTypeSymbol type, IMethodSymbol? constructor)
    {
        var parameters = constructor?.OriginalDefinition.Parameters.Select(static one => $"{TypeNames.Full(one.Type)} p{one.Ordinal}") ?? [];
        string made = TypeNames.Full(type.OriginalDefinition);
        return Declare(type, $"{Unsafe}Constructor)]", made, "Create", string.Join(", ", parameters)) + "({0})";
    }

    private static string Type(IPropertySymbol property) => TypeNames.Full(property.OriginalDefinition.Type);

    private static string Owner(ISymbol member) => member.ContainingType.IsValueType ? "ref value" : "value";

    private string Declare(INamedTypeSymbol owner, string kind, string member, string returned, string name, string more)
        => Declare(
            owner,
            $"{Unsafe}{kind}, Name = {Literals.Text(member)})]",
            returned,
            name,
            $"{(owner.IsValueType ? "ref " : "")}{TypeNames.Full(owner.OriginalDefinition)} owner{more}");

    // A member of a generic type is declared with that type's own parameters and their constraints, or the runtime does not find it.
    private string Declare(INamedTypeSymbol owner, string attribute, string returned, string name, string parameters)
    {
        string unique = name + _declarations.Count;
        var generic = new List<(ITypeParameterSymbol Parameter, ITypeSymbol Argument)>();
        for (var level = owner; level is not null; level = level.ContainingType)
        {
            generic.InsertRange(0, level.TypeParameters.Zip(level.TypeArguments, static (parameter, argument) => (parameter, argument)));
        }

        string declaration = $"{attribute} internal static extern {returned} {unique}({parameters});";
        if (generic.Count == 0)
        {
            _declarations.Add(declaration);
            return unique;
        }

        IsComplete &= generic.All(one => Constraints.CanBeNamed(one.Parameter, compilation));
        string names = string.Join(", ", generic.Select(static one => one.Parameter.Name));
        string constraints = string.Concat(generic.Select(static one => Constraints.Of(one.Parameter)));
        _declarations.Add($"private static class Of{unique}<{names}>{constraints} {{ {declaration} }}");
        return $"Of{unique}<{string.Join(", ", generic.Select(static one => TypeNames.Full(one.Argument)))}>.{unique}";
    }
}
