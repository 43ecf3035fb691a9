using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Turns a layout into the text of a formatter's parts.</summary>
internal sealed class RecordBuilder(INamedTypeSymbol type, RecordLayout layout, Compilation compilation)
{
    // The formatter remembers on the stack which members a message had.
    private const int MostMembers = 1024;

    private readonly Accessors _accessors = new(compilation);

    /// <summary>The model; null where generated code cannot reach all it needs.</summary>
    public RecordModel? Build()
    {
        int given = layout.Members.Where(static member => member.Parameter >= 0).Select(static member => member.Parameter).Distinct().Count();
        if (layout.Members.Count > MostMembers
            || layout.Members.Count(static member => member.Parameter >= 0) != given
            || layout.Members.Any(member => !TypeNames.CanBeNamed(member.Type, compilation)))
        {
            return null;
        }

        var members = layout.Members.Select(ModelOf).ToList();
        string create = Create();
        return _accessors.IsComplete
            ? new RecordModel(
                new EquatableList<MemberModel>(members),
                create,
                layout.Constructor?.Parameters.Length ?? 0,
                new EquatableList<string>(_accessors.Declarations))
            : null;
    }

    private MemberModel ModelOf(Member member)
    {
        string fallback = member.Parameter >= 0 ? Literals.Default(layout.Constructor!.Parameters[member.Parameter]) : ""; // positions are its own
        bool isSet = member.IsSettable && member.Parameter < 0;
        var (get, set) = member.Symbol is IFieldSymbol field ? Reach(field) : Reach((IPropertySymbol)member.Symbol, isSet);
        return new MemberModel(
            member.Symbol.Name, member.Key, member.Index, TypeNames.Full(member.Type), get, isSet ? set : "", member.Parameter, fallback);
    }

    private (string Get, string Set) Reach(IFieldSymbol field)
    {
        string direct = CanUse(field) ? $"{Owner(field)}.@{field.Name}" : _accessors.Field(field);
        return (direct, direct + " = {0}");
    }

    private (string Get, string Set) Reach(IPropertySymbol property, bool isSet)
    {
        string direct = $"{Owner(property)}.@{property.Name}";
        string get = CanUse(property.GetMethod!) ? direct : _accessors.Get(property); // readable members have a getter
        string set = !isSet ? ""
            : property.SetMethod is { IsInitOnly: false } setter && CanUse(setter) ? direct + " = {0}"
            : _accessors.Set(property);
        return (get, set);
    }

    private string Owner(ISymbol member)
        => SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? "value" : $"(({TypeNames.Full(member.ContainingType)})value)";

    private bool CanUse(ISymbol member) => compilation.IsSymbolAccessibleWithin(member, compilation.Assembly);

    private string Create()
    {
        string name = TypeNames.Full(type);
        bool isDefault = type.IsValueType && layout.Constructor is null && !type.InstanceConstructors.Any(static one =>
            one.Parameters.IsEmpty && !one.IsImplicitlyDeclared && one.DeclaredAccessibility == Accessibility.Public);
        if (isDefault)
        {
            return $"default({name})";
        }

        var constructor = layout.Constructor ?? type.InstanceConstructors.First(static one => one.Parameters.IsEmpty);
        return HasRequiredMembers() && !constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute")
            ? _accessors.Create(type, constructor)
            : $"new {name}({{0}})";
    }

    private bool HasRequiredMembers()
        => MemberFinder.LineOf(type).SelectMany(static level => level.GetMembers())
            .Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
}
