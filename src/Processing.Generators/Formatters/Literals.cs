using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Processing.Generators;

/// <summary>Constants as C# text.</summary>
internal static class Literals
{
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>The default argument of a parameter, or the default of its type.</summary>
    public static string Default(IParameterSymbol parameter)
    {
        string type = TypeNames.Full(parameter.Type);
        return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value }
            ? $"({type})({Constant(value)})"
            : $"default({type})";
    }

    private static string Constant(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)
            ?? throw new ArgumentException($"A {value.GetType()} is no constant.", nameof(value)),
    };
}
