using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>Formatters of arrays, of the generic types that .NET itself has, and of everything that can be passed.</summary>
internal static partial class GenericFormatters
{
    private const int MaxRank = 4;

    /// <summary>The open formatter for <paramref name="type"/> and what closes it; null where it is none of these types.</summary>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public static Type? TryFind(Type type, out Type[] arguments)
    {
        if (type.IsSZArray)
        {
            arguments = [type.GetElementType()!]; // an array type always has one
            return typeof(ArrayFormatter<>);
        }

        if (type.IsVariableBoundArray && type.GetArrayRank() <= MaxRank)
        {
            arguments = [type, type.GetElementType()!];
            return typeof(GridFormatter<,>);
        }

        if (IsPassable(type))
        {
            arguments = [type];
            return typeof(PassableFormatter<>);
        }

        if (!type.IsGenericType || type.Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) != true)
        {
            arguments = [];
            return null;
        }

        arguments = type.GetGenericArguments();
        var definition = type.GetGenericTypeDefinition();
        return FindOnElements(definition)
            ?? FindOnPairs(definition)
            ?? FindOnSelf(type, definition, ref arguments)
            ?? FindTuple(definition, arguments.Length)
            ?? FindConverted(type, definition, ref arguments);
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindOnElements(Type definition)
        => definition == typeof(List<>) ? typeof(ListFormatter<>)
            : definition == typeof(Nullable<>) ? typeof(NullableFormatter<>)
            : definition == typeof(Queue<>) ? typeof(QueueFormatter<>)
            : definition == typeof(Stack<>) ? typeof(StackFormatter<>)
            : definition == typeof(Memory<>) ? typeof(MemoryFormatter<>)
            : definition == typeof(ReadOnlyMemory<>) ? typeof(ReadOnlyMemoryFormatter<>)
            : definition == typeof(ArraySegment<>) ? typeof(ArraySegmentFormatter<>)
            : null;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindOnPairs(Type definition)
        => definition == typeof(KeyValuePair<,>) ? typeof(KeyValuePairFormatter<,>) : null;

    /// <summary>Formatters that take the type itself as first argument, and its arguments behind it.</summary>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindOnSelf(Type type, Type definition, ref Type[] arguments)
    {
        var open = FindMap(definition) ?? FindSet(definition) ?? FindSequence(definition);
        if (open is not null)
        {
            arguments = [type, .. arguments];
        }

        return open;
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindMap(Type definition)
        => definition == typeof(Dictionary<,>) || definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>)
            ? typeof(DictionaryFormatter<,,>)
            : definition == typeof(SortedDictionary<,>) || definition == typeof(SortedList<,>)
            ? typeof(SortedMapFormatter<,,>)
            : null;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindSet(Type definition)
        => definition == typeof(HashSet<>) || definition == typeof(ISet<>) || definition == typeof(IReadOnlySet<>)
            ? typeof(HashSetFormatter<,>)
            : null;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindSequence(Type definition)
        => definition == typeof(IEnumerable<>) || definition == typeof(ICollection<>) || definition == typeof(IList<>)
            || definition == typeof(IReadOnlyCollection<>) || definition == typeof(IReadOnlyList<>)
            ? typeof(SequenceFormatter<,>)
            : definition == typeof(SortedSet<>) || definition == typeof(LinkedList<>) || definition == typeof(Collection<>)
            ? typeof(CollectionFormatter<,>)
            : null;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindTuple(Type definition, int count)
    {
        if (!definition.IsAssignableTo(typeof(ITuple)))
        {
            return null;
        }

        return (definition.IsValueType, count) switch
        {
            (true, 1) => typeof(ValueTuple1Formatter<>),
            (true, 2) => typeof(ValueTuple2Formatter<,>),
            (true, 3) => typeof(ValueTuple3Formatter<,,>),
            (true, 4) => typeof(ValueTuple4Formatter<,,,>),
            (true, 5) => typeof(ValueTuple5Formatter<,,,,>),
            (true, 6) => typeof(ValueTuple6Formatter<,,,,,>),
            (true, 7) => typeof(ValueTuple7Formatter<,,,,,,>),
            (true, 8) => typeof(ValueTuple8Formatter<,,,,,,,>),
            (false, 1) => typeof(Tuple1Formatter<>),
            (false, 2) => typeof(Tuple2Formatter<,>),
            (false, 3) => typeof(Tuple3Formatter<,,>),
            (false, 4) => typeof(Tuple4Formatter<,,,>),
            (false, 5) => typeof(Tuple5Formatter<,,,,>),
            (false, 6) => typeof(Tuple6Formatter<,,,,,>),
            (false, 7) => typeof(Tuple7Formatter<,,,,,,>),
            (false, 8) => typeof(Tuple8Formatter<,,,,,,,>),
            _ => null,
        };
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "The interface is called wherever values of the type are passed, so it is kept.")]
    private static bool IsPassable(Type type)
    {
        foreach (var contract in type.GetInterfaces())
        {
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IPassable<>))
            {
                return true;
            }
        }

        return false;
    }
}
