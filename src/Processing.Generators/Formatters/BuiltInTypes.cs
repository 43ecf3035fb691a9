using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>The types whose formatters the library has: which need no generated one, and how the generic ones are made.</summary>
internal static class BuiltInTypes
{
    private static readonly HashSet<string> s_values =
    [
        "System.Half", "System.Guid", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Int128",
        "System.UInt128", "System.Version", "System.Uri", "System.Numerics.BigInteger", "System.Numerics.Complex", "System.Index", "System.Range",
        "System.Text.Rune", "Microsoft.Win32.SafeHandles.SafeFileHandle", "Microsoft.Win32.SafeHandles.SafePipeHandle",
        "System.Net.Sockets.SafeSocketHandle", "System.Net.Sockets.Socket",
    ];

    // {0} is the type itself, {1} its arguments.
    private static readonly Dictionary<string, string> s_generic = new()
    {
        ["System.Collections.Generic.List`1"] = "ListOf<{1}>()",
        ["System.Nullable`1"] = "NullableOf<{1}>()",
        ["System.Collections.Generic.Queue`1"] = "QueueOf<{1}>()",
        ["System.Collections.Generic.Stack`1"] = "StackOf<{1}>()",
        ["System.Collections.Generic.KeyValuePair`2"] = "PairOf<{1}>()",
        ["System.Collections.Generic.Dictionary`2"] = "MapOf<{0}, {1}>()",
        ["System.Collections.Generic.IDictionary`2"] = "MapOf<{0}, {1}>()",
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = "MapOf<{0}, {1}>()",
        ["System.Collections.Generic.SortedDictionary`2"] = "SortedMapOf<{0}, {1}>()",
        ["System.Collections.Generic.SortedList`2"] = "SortedMapOf<{0}, {1}>()",
        ["System.Collections.Generic.HashSet`1"] = "SetOf<{0}, {1}>()",
        ["System.Collections.Generic.ISet`1"] = "SetOf<{0}, {1}>()",
        ["System.Collections.Generic.IReadOnlySet`1"] = "SetOf<{0}, {1}>()",
        ["System.Collections.Generic.IEnumerable`1"] = "SequenceOf<{0}, {1}>()",
        ["System.Collections.Generic.ICollection`1"] = "SequenceOf<{0}, {1}>()",
        ["System.Collections.Generic.IList`1"] = "SequenceOf<{0}, {1}>()",
        ["System.Collections.Generic.IReadOnlyCollection`1"] = "SequenceOf<{0}, {1}>()",
        ["System.Collections.Generic.IReadOnlyList`1"] = "SequenceOf<{0}, {1}>()",
        ["System.Collections.Generic.SortedSet`1"] = "CollectionOf<{0}, {1}>()",
        ["System.Collections.Generic.LinkedList`1"] = "CollectionOf<{0}, {1}>()",
        ["System.Collections.ObjectModel.Collection`1"] = "CollectionOf<{0}, {1}>()",
        ["System.Collections.ObjectModel.ObservableCollection`1"] = "CollectionOf<{0}, {1}>()",
        ["System.Memory`1"] = "MemoryOf<{1}>()",
        ["System.ReadOnlyMemory`1"] = "ReadOnlyMemoryOf<{1}>()",
        ["System.ArraySegment`1"] = "SegmentOf<{1}>()",
        ["System.Collections.Immutable.ImmutableArray`1"] = "ImmutableArrayOf<{1}>()",
        ["System.Collections.Immutable.ImmutableList`1"] = "ImmutableListOf<{1}>()",
        ["System.Collections.Immutable.ImmutableDictionary`2"] = "ImmutableDictionaryOf<{1}>()",
        ["System.Collections.Immutable.ImmutableHashSet`1"] = "ImmutableHashSetOf<{1}>()",
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = "ImmutableSortedDictionaryOf<{1}>()",
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = "ImmutableSortedSetOf<{1}>()",
        ["System.Collections.Immutable.ImmutableQueue`1"] = "ImmutableQueueOf<{1}>()",
        ["System.Collections.Immutable.ImmutableStack`1"] = "ImmutableStackOf<{1}>()",
        ["System.Collections.Frozen.FrozenSet`1"] = "FrozenSetOf<{1}>()",
        ["System.Collections.Frozen.FrozenDictionary`2"] = "FrozenDictionaryOf<{1}>()",
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = "ConcurrentDictionaryOf<{1}>()",
        ["System.Collections.Concurrent.ConcurrentQueue`1"] = "ConcurrentQueueOf<{1}>()",
        ["System.Collections.Concurrent.ConcurrentStack`1"] = "ConcurrentStackOf<{1}>()",
        ["System.Collections.Concurrent.ConcurrentBag`1"] = "ConcurrentBagOf<{1}>()",
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = "ReadOnlyCollectionOf<{1}>()",
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = "ReadOnlyDictionaryOf<{1}>()",
    };

    private const int MaxRank = 4;

    private static readonly HashSet<string> s_own = ["Processing", "Processing.Messaging", "Processing.Sync"];

    /// <summary>Whether the library writes and reads the type without being told anything.</summary>
    public static bool IsValue(ITypeSymbol type)
        => type.TypeKind == TypeKind.Enum
            || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte
                or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double
                or SpecialType.System_Decimal or SpecialType.System_String or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
                or SpecialType.System_DateTime
            || type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte }
            || s_values.Contains(type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString())
            || IsMemoryOfBytes(type)
            || IsOwn(type);

    /// <summary>The call that makes the library's formatter of an array or a generic type; null for other types.</summary>
    public static string? FindFactory(ITypeSymbol type, out IReadOnlyList<ITypeSymbol> parts)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true } array)
        {
            parts = [array.ElementType];
            return $"ArrayOf<{TypeNames.Full(array.ElementType)}>()";
        }

        if (type is IArrayTypeSymbol { Rank: <= MaxRank } grid)
        {
            parts = [grid.ElementType];
            return $"GridOf<{TypeNames.Full(grid)}, {TypeNames.Full(grid.ElementType)}>()";
        }

        string definition = TypeNames.Definition(type);
        if (definition.Length == 0 || type.ContainingType is not null)
        {
            parts = [];
            return null;
        }

        parts = ((INamedTypeSymbol)type).TypeArguments;
        string arguments = string.Join(", ", parts.Select(TypeNames.Full));
        return s_generic.TryGetValue(definition, out string? factory)
            ? factory.Replace("{0}", TypeNames.Full(type)).Replace("{1}", arguments)
            : IsTuple(definition, "System.ValueTuple`", parts.Count) ? $"ValueTupleOf<{arguments}>()"
            : IsTuple(definition, "System.Tuple`", parts.Count) ? $"TupleOf<{arguments}>()"
            : null;
    }

    private static bool IsTuple(string definition, string name, int count) => definition.StartsWith(name, System.StringComparison.Ordinal) && count <= 8;

    private static bool IsMemoryOfBytes(ITypeSymbol type)
        => TypeNames.Definition(type) is "System.Memory`1" or "System.ReadOnlyMemory`1" or "System.ArraySegment`1" or "System.Buffers.ReadOnlySequence`1"
            && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    // Connections, queues, locks and the like: what can be passed brings its own formatter, and the rest is not the user's to change.
    private static bool IsOwn(ITypeSymbol type)
        => type.ContainingAssembly is { } assembly && s_own.Contains(type.ContainingNamespace?.ToDisplayString() ?? "")
            && assembly.Name.StartsWith("Processing.", System.StringComparison.Ordinal);
}
