using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Which types may stand behind an interface or abstract class.</summary>
internal sealed class UnionLayout
{
    public List<(int Key, INamedTypeSymbol Type)> Cases { get; } = [];

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public string? Flaw { get; private set; }

    /// <summary>The cases that the type names; null where it names none.</summary>
    public static UnionLayout? Of(ITypeSymbol type, Compilation compilation)
    {
        var attributes = MessageAttributes.Unions(type);
        if (attributes.Length == 0)
        {
            return null;
        }

        var layout = new UnionLayout();
        if (type.TypeKind != TypeKind.Interface && !type.IsAbstract)
        {
            layout.Flaw = "[Union] belongs on an interface or abstract class, and it is neither";
        }

        foreach (var attribute in attributes)
        {
            var arguments = attribute.ConstructorArguments;
            if (arguments.Length == 2 && arguments[0].Value is int key && arguments[1].Value is INamedTypeSymbol named)
            {
                layout.Add(key, named, type, compilation);
            }
        }

        return layout;
    }

    private void Add(int key, INamedTypeSymbol named, ITypeSymbol type, Compilation compilation)
    {
        string name = TypeNames.Short(named);
        Flaw ??= Cases.Any(one => one.Key == key) ? $"it gives the number {key} to two types"
            : Cases.Any(one => SymbolEqualityComparer.Default.Equals(one.Type, named)) ? $"it names {name} twice"
            : !compilation.ClassifyCommonConversion(named, type).IsImplicit ? $"it names {name}, which is not derived from it"
            : named.IsAbstract || named.IsUnboundGenericType ? $"it names {name}, of which there are no objects"
            : null;
        Cases.Add((key, named));
    }
}
