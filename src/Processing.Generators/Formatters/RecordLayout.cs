using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Which members of a type travel and which constructor builds it again.</summary>
internal sealed class RecordLayout
{
    public List<Member> Members { get; private set; } = [];

    /// <summary>The constructor whose parameters are members; null where the object is built empty and its members are set.</summary>
    public IMethodSymbol? Constructor { get; private set; }

    /// <summary>Why the type cannot travel, and by which rule; null where it can.</summary>
    public (DiagnosticDescriptor Rule, string Reason)? Flaw { get; private set; }

    public static RecordLayout Of(ITypeSymbol type)
    {
        var layout = new RecordLayout();
        var finder = new MemberFinder();
        var contract = MessageAttributes.Message(type);
        var readable = contract is null ? finder.FindPlain(type) : finder.FindContract(type, MessageAttributes.KeyAsName(contract));
        if (finder.Flaw is { } wrongKeys)
        {
            layout.Flaw = (ProcessingDiagnostics.KeyClash, wrongKeys);
            return layout;
        }

        layout.Constructor = ChooseConstructor(type, readable, out bool buildsEmpty);
        if (layout.Constructor is null && !buildsEmpty)
        {
            layout.Flaw = (ProcessingDiagnostics.NotRestorable,
                "no public constructor has parameters that all match members that travel in name and type; "
                + "add one, or a parameterless one with settable properties");
            return layout;
        }

        layout.Restore(type, readable, keepsComputed: contract is not null);
        return layout;
    }

    private void Restore(ITypeSymbol type, List<Member> readable, bool keepsComputed)
    {
        foreach (var member in readable)
        {
            var joined = member with { Parameter = Position(Constructor, member) };
            if (!joined.IsRestored && HoldsState(member.Symbol))
            {
                Flaw = (ProcessingDiagnostics.NotRestorable,
                    $"'{member.Symbol.Name}' can be read but not set; "
                    + "give it a public setter or init accessor, a constructor parameter of its name and type, or [IgnoreMember]");
                return;
            }

            if (joined.IsRestored || keepsComputed)
            {
                Members.Add(joined);
            }
        }

        if (Members.Count == 0 && type.GetMembers().OfType<IFieldSymbol>().Any(static field => !field.IsStatic))
        {
            Flaw = (ProcessingDiagnostics.NotRestorable, "nothing of its state is public");
        }

        // Stable: in a map all places are -1.
        Members = Members.OrderBy(static member => member.Index).ToList();
    }

    private static IMethodSymbol? ChooseConstructor(ITypeSymbol type, List<Member> members, out bool buildsEmpty)
    {
        buildsEmpty = type.IsValueType;
        IMethodSymbol? best = null;
        bool bestIsNeeded = false;
        foreach (var constructor in ((INamedTypeSymbol)type).InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility != Accessibility.Public)
            {
                continue;
            }

            buildsEmpty |= constructor.Parameters.IsEmpty;
            var fitting = members.Where(member => Position(constructor, member) >= 0).ToList();
            if (constructor.Parameters.Length > (best?.Parameters.Length ?? 0) && fitting.Count == constructor.Parameters.Length)
            {
                best = constructor;
                bestIsNeeded = fitting.Any(static member => !member.IsSettable);
            }
        }

        return buildsEmpty && !bestIsNeeded ? null : best;
    }

    private static int Position(IMethodSymbol? constructor, Member member)
        => constructor?.Parameters.FirstOrDefault(member.Fits)?.Ordinal ?? -1;

    // A computed property is no loss. Of other assemblies the fields cannot be seen, but the accessor tells that the compiler wrote it.
    private static bool HoldsState(ISymbol member)
        => member is IFieldSymbol
            || member.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member))
            || (member is IPropertySymbol { GetMethod: { } getter } && getter.GetAttributes().Any(static attribute =>
                attribute.AttributeClass?.ToDisplayString() == "System.Runtime.CompilerServices.CompilerGeneratedAttribute"));
}
