using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Which members of a type travel and under which keys; the same answers, in the same order, as reflection gives at run time.</summary>
internal sealed class MemberFinder
{
    private const int MaxIndex = 1023;

    private readonly List<Member> _members = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<int> _indexes = [];

    /// <summary>Why the keys are wrong; null where they are right.</summary>
    public string? Flaw { get; private set; }

    /// <summary>The public members of a type without [Message]: its own before those of its base types.</summary>
    public List<Member> FindPlain(ITypeSymbol type)
    {
        var line = LineOf(type);
        foreach (var property in line.SelectMany(static level => Properties(level)))
        {
            if (property.GetMethod is { DeclaredAccessibility: Accessibility.Public } && IsStorable(property.Type)
                && _names.Add(property.Name) && !IsKeptBack(property))
            {
                bool isSettable = property.SetMethod is { DeclaredAccessibility: Accessibility.Public };
                _members.Add(new Member(property, property.Type, isSettable, property.Name, -1));
            }
        }

        foreach (var field in line.SelectMany(static level => Fields(level)))
        {
            if (field.DeclaredAccessibility == Accessibility.Public && IsStorable(field.Type) && _names.Add(field.Name) && !IsKeptBack(field))
            {
                _members.Add(new Member(field, field.Type, !field.IsReadOnly, field.Name, -1));
            }
        }

        return _members;
    }

    /// <summary>The members of a type with [Message] by their keys: those of base types before its own.</summary>
    public List<Member> FindContract(ITypeSymbol type, bool keyAsName)
    {
        var line = LineOf(type);
        line.Reverse();
        foreach (var property in line.SelectMany(static level => Properties(level)))
        {
            object? key = MessageAttributes.Key(property);
            if (property.GetMethod is { } getter && IsStorable(property.Type) && !IsOverriddenLater(property, line)
                && (key is not null || getter.DeclaredAccessibility == Accessibility.Public))
            {
                bool isSettable = property.SetMethod is { } setter && (key is not null || setter.DeclaredAccessibility == Accessibility.Public);
                Add(property, property.Type, isSettable, key, keyAsName);
            }
        }

        foreach (var field in line.SelectMany(static level => Fields(level)))
        {
            object? key = MessageAttributes.Key(field);
            if (IsStorable(field.Type) && (key is not null || field.DeclaredAccessibility == Accessibility.Public))
            {
                Add(field, field.Type, !field.IsReadOnly, key, keyAsName);
            }
        }

        if (_indexes.Count > 0 && _names.Count > 0)
        {
            Flaw ??= "some of its keys are numbers and some are names; give all members the same kind";
        }

        return _members;
    }

    internal static List<INamedTypeSymbol> LineOf(ITypeSymbol type)
    {
        var line = new List<INamedTypeSymbol>();
        for (var level = type as INamedTypeSymbol;
            level is not null && level.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType);
            level = level.BaseType)
        {
            line.Add(level);
        }

        return line;
    }

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol level)
        => level.GetMembers().OfType<IPropertySymbol>().Where(static property => !property.IsStatic && property.Parameters.IsEmpty);

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol level)
        => level.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsConst);

    private static bool IsStorable(ITypeSymbol type)
        => type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer) && !type.IsRefLikeType;

    private static bool IsOverriddenLater(IPropertySymbol property, List<INamedTypeSymbol> line)
    {
        var slot = Slot(property.GetMethod!); // only properties with a getter come here
        return line.SkipWhile(level => !Same(level, property.ContainingType)).Skip(1)
            .Select(level => Properties(level).FirstOrDefault(later => later.Name == property.Name)?.GetMethod)
            .Any(later => later is not null && (Same(Slot(later), slot)
                || (slot.DeclaredAccessibility == Accessibility.Public && later.DeclaredAccessibility == Accessibility.Public)));
    }

    private static IMethodSymbol Slot(IMethodSymbol method) => method.OverriddenMethod is { } overridden ? Slot(overridden) : method;

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private bool IsKeptBack(ISymbol member)
    {
        if (MessageAttributes.Key(member) is not null)
        {
            Flaw = $"'{member.Name}' has a [Key], but the type has no [Message]";
        }

        return MessageAttributes.IsIgnored(member);
    }

    private void Add(ISymbol symbol, ITypeSymbol type, bool isSettable, object? key, bool keyAsName)
    {
        if (MessageAttributes.IsIgnored(symbol))
        {
            return;
        }

        int? index = key as int?;
        string? name = key as string ?? (keyAsName && index is null ? symbol.Name : null);
        if (name is not null)
        {
            Flaw ??= _names.Add(name) ? null : $"two of its members have the key '{name}'";
            _members.Add(new Member(symbol, type, isSettable, name, -1));
            return;
        }

        Flaw ??= index is not { } place ? $"its public member '{symbol.Name}' needs a [Key] or [IgnoreMember]"
            : place is < 0 or > MaxIndex ? $"the [Key] of '{symbol.Name}' must be from 0 to {MaxIndex}"
            : _indexes.Add(place) ? null
            : $"two of its members have the key {place}";
        _members.Add(new Member(symbol, type, isSettable, symbol.Name, index ?? 0));
    }
}
