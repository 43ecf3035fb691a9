using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>The constraints of type parameters, to be repeated where generated code declares the same parameters.</summary>
internal static class Constraints
{
    /// <summary>Whether generated code can name all that the parameter's constraints name.</summary>
    public static bool CanBeNamed(ITypeParameterSymbol parameter, Compilation compilation)
        => parameter.ConstraintTypes.All(type => CanBeNamed(type, compilation));

    /// <summary>The clause with a space before it; empty where there is none. What only the compiler's null checks know is left out.</summary>
    public static string Of(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            parts.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            parts.Add("class");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(TypeNames.Full));
        if (parameter.HasConstructorConstraint)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    // Like any other type, except that the parameters themselves may stand in it.
    private static bool CanBeNamed(ITypeSymbol type, Compilation compilation) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => CanBeNamed(array.ElementType, compilation),
        INamedTypeSymbol named => !named.IsFileLocal && compilation.IsSymbolAccessibleWithin(named.OriginalDefinition, compilation.Assembly)
            && named.TypeArguments.All(argument => CanBeNamed(argument, compilation))
            && (named.ContainingType is null || CanBeNamed(named.ContainingType, compilation)),
        _ => false,
    };
}
