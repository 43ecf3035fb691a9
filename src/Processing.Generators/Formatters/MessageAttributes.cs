using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Reads the attributes that say how a type travels.</summary>
internal static class MessageAttributes
{
    public static AttributeData? Message(ITypeSymbol type) => Find(type, ProcessingTypes.MessageAttribute);

    public static bool IsIgnored(ISymbol member) => Find(member, ProcessingTypes.IgnoreMemberAttribute) is not null;

    /// <summary>The key of a member: a number, a text or null. A property has that of the one it overrides.</summary>
    public static object? Key(ISymbol member)
    {
        for (ISymbol? level = member; level is not null; level = (level as IPropertySymbol)?.OverriddenProperty)
        {
            if (Find(level, ProcessingTypes.KeyAttribute) is { ConstructorArguments: { Length: 1 } arguments })
            {
                return arguments[0].Value;
            }
        }

        return null;
    }

    public static bool KeyAsName(AttributeData message)
        => message.NamedArguments.Any(static argument => argument.Key == "KeyAsName" && argument.Value.Value is true);

    public static AttributeData[] Unions(ITypeSymbol type)
        => type.GetAttributes().Where(static attribute => IsCalled(attribute, ProcessingTypes.UnionAttribute)).ToArray();

    private static AttributeData? Find(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(attribute => IsCalled(attribute, name));

    private static bool IsCalled(AttributeData attribute, string name)
        => string.Equals(attribute.AttributeClass?.ToDisplayString(), name, StringComparison.Ordinal);
}
