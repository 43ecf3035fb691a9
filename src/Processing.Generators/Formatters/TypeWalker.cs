using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>
/// Follows a type into everything its values are made of, and collects the formatters that takes. It does not enter the types that have a
/// formatter already.
/// </summary>
internal sealed class TypeWalker(Compilation compilation, IEnumerable<string> formatted)
{
    private readonly HashSet<string> _visited = new(formatted);
    private readonly List<FormatterModel> _models = [];
    private readonly List<Flaw> _flaws = [];
    private readonly List<ITypeSymbol> _missing = [];

    public IReadOnlyList<FormatterModel> Models => _models;

    /// <summary>What can never travel.</summary>
    public IReadOnlyList<Flaw> Flaws => _flaws;

    /// <summary>Types that travel, but only by reflection: generated code cannot reach them.</summary>
    public IReadOnlyList<ITypeSymbol> Missing => _missing;

    /// <summary>Follows the type of a value that is sent or received, or a type with an attribute.</summary>
    public void Visit(ITypeSymbol type) => Visit(type, TypeNames.Short(type));

    private void Visit(ITypeSymbol type, string subject)
    {
        if (TypeNames.IsOpen(type) || type.TypeKind == TypeKind.Error || BuiltInTypes.IsValue(type) || !_visited.Add(TypeNames.Full(type)))
        {
            return;
        }

        bool canBeNamed = TypeNames.CanBeNamed(type, compilation);
        if (BuiltInTypes.FindFactory(type, out var parts) is { } factory)
        {
            if (canBeNamed)
            {
                _models.Add(new FormatterModel(TypeNames.Full(type), TypeNames.Runtime(type), factory, null));
            }

            foreach (var part in parts)
            {
                Visit(part, subject == TypeNames.Short(type) ? TypeNames.Short(part) : subject);
            }
        }
        else if (UnionLayout.Of(type, compilation) is { } union)
        {
            VisitUnion(type, union, canBeNamed);
        }
        else if (UnsupportedReasons.Explain(type) is { } reason)
        {
            _flaws.Add(new Flaw(ProcessingDiagnostics.CannotBeSent, type, subject, reason));
        }
        else if (type is INamedTypeSymbol named && !HasFormatterElsewhere(named))
        {
            VisitRecord(named, canBeNamed);
        }
    }

    private void VisitUnion(ITypeSymbol type, UnionLayout union, bool canBeNamed)
    {
        if (union.Flaw is { } flaw)
        {
            _flaws.Add(new Flaw(ProcessingDiagnostics.WrongUnion, type, TypeNames.Short(type), flaw));
            return;
        }

        foreach (var one in union.Cases)
        {
            Visit(one.Type);
        }

        if (!canBeNamed || union.Cases.Any(one => !TypeNames.CanBeNamed(one.Type, compilation)))
        {
            _missing.Add(type);
            return;
        }

        string name = TypeNames.Full(type);
        var cases = union.Cases.Select(one => $"new global::Processing.UnionCase<{name}, {TypeNames.Full(one.Type)}>({one.Key})");
        _models.Add(new FormatterModel(name, TypeNames.Runtime(type), $"UnionOf<{name}>({string.Join(", ", cases)})", null));
    }

    private void VisitRecord(INamedTypeSymbol type, bool canBeNamed)
    {
        // Structs of .NET: the order of their members in reference assemblies need not be the one at run time.
        if (UnsupportedReasons.IsOfTheFramework(type) || (!IsHere(type) && MessageAttributes.Message(type) is not null))
        {
            _missing.Add(type);
            return;
        }

        var layout = RecordLayout.Of(type);
        if (layout.Flaw is { } flaw)
        {
            _flaws.Add(new Flaw(flaw.Rule, type, TypeNames.Short(type), flaw.Reason));
            return;
        }

        foreach (var member in layout.Members)
        {
            Visit(member.Type, $"{TypeNames.Short(type)}.{member.Symbol.Name}");
        }

        var record = canBeNamed && !HasHiddenBase(type) ? new RecordBuilder(type, layout, compilation).Build() : null;
        if (record is null)
        {
            _missing.Add(type);
            return;
        }

        _models.Add(new FormatterModel(TypeNames.Full(type), TypeNames.Runtime(type), "", record));
    }

    private bool IsHere(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    // Private members of other assemblies are not imported, so keys on them could be missed; an assembly that does not know [Key] has none.
    private bool HasHiddenBase(INamedTypeSymbol type)
        => MessageAttributes.Message(type) is not null && MemberFinder.LineOf(type).Any(level => !IsHere(level) && KnowsKeys(level.ContainingAssembly));

    private bool KnowsKeys(IAssemblySymbol assembly)
        => compilation.GetTypeByMetadataName(ProcessingTypes.KeyAttribute)?.ContainingAssembly.Identity is { } keys
            && (assembly.Identity.Equals(keys) || assembly.Modules.Any(module => module.ReferencedAssemblies.Contains(keys)));

    private bool HasFormatterElsewhere(INamedTypeSymbol type)
        => !IsHere(type) && !type.IsGenericType && MessageAttributes.Message(type) is not null
            && type.ContainingAssembly.GetAttributes().Any(static attribute =>
                attribute.AttributeClass?.Name == "AssemblyMetadataAttribute"
                && attribute.ConstructorArguments.FirstOrDefault().Value is FormatterSource.Mark);
}
