using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Names of types for generated code, and whether generated code may use them.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.ExpandNullable
            | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>The name that is the same for all ways of writing a type: without names of tuple elements and question marks.</summary>
    public static string Full(ITypeSymbol type) => type.ToDisplayString(s_full);

    /// <summary>The name as people write it, for messages.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>The full name of a generic type's definition, without arguments; empty for others.</summary>
    public static string Definition(ITypeSymbol type)
        => type is INamedTypeSymbol { IsGenericType: true } named
            ? $"{named.ContainingNamespace.ToDisplayString()}.{named.MetadataName}"
            : "";

    public static string Runtime(ITypeSymbol type)
        => type is IArrayTypeSymbol array ? Runtime(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]" : type.MetadataName;

    /// <summary>Whether code of the compilation can name the type, its arguments and all it is nested in.</summary>
    public static bool CanBeNamed(ITypeSymbol type, Compilation compilation) => type switch
    {
        IArrayTypeSymbol array => CanBeNamed(array.ElementType, compilation),
        INamedTypeSymbol { IsAnonymousType: true } => false,
        INamedTypeSymbol named => named.TypeKind != TypeKind.Error && !named.IsFileLocal
            && compilation.IsSymbolAccessibleWithin(named.OriginalDefinition, compilation.Assembly)
            && named.TypeArguments.All(argument => CanBeNamed(argument, compilation))
            && (named.ContainingType is null || CanBeNamed(named.ContainingType, compilation)),
        _ => false,
    };

    /// <summary>Whether a type parameter stands anywhere in the type.</summary>
    public static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is not null && IsOpen(named.ContainingType)),
        _ => false,
    };
}
