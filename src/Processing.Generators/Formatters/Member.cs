using System;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>A property or field that travels.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsSettable">Whether it is set once the object exists.</param>
/// <param name="Key">Its name in a map.</param>
/// <param name="Index">Its place in an array; -1 in a map.</param>
internal sealed record Member(ISymbol Symbol, ITypeSymbol Type, bool IsSettable, string Key, int Index)
{
    public int Parameter { get; init; } = -1;

    public bool IsRestored => IsSettable || Parameter >= 0;

    public bool Fits(IParameterSymbol parameter)
        => parameter.RefKind == RefKind.None
            && TypeNames.Full(parameter.Type) == TypeNames.Full(Type)
            && Symbol.Name.TrimStart('_').Equals(parameter.Name, StringComparison.OrdinalIgnoreCase);
}
