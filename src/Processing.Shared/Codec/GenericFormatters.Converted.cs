using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Processing;

// Collections that are made of an array, a set or a dictionary once that was read. One method per assembly, kept apart: compiling it loads that
// assembly, which a starting child that sends none of its types must not pay for.
internal static partial class GenericFormatters
{
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindConverted(Type type, Type definition, ref Type[] arguments)
    {
        Type? conversion = type.Namespace switch
        {
            "System.Collections.Immutable" => FindImmutable(definition),
            "System.Collections.Frozen" => FindFrozen(definition),
            "System.Collections.Concurrent" => FindConcurrent(definition),
            "System.Collections.ObjectModel" => FindReadOnly(definition),
            _ => null,
        };
        if (conversion is null)
        {
            return FindWithoutConversion(type, definition, ref arguments);
        }

        var closed = Close(conversion, arguments);
        arguments = [type, .. arguments, closed];
        var source = closed.GetInterfaces()[0].GetGenericArguments()[0];
        return source.IsArray ? typeof(ConvertedSequenceFormatter<,,>)
            : source.GetGenericTypeDefinition() == typeof(HashSet<>) ? typeof(ConvertedSetFormatter<,,>)
            : typeof(ConvertedMapFormatter<,,,>);
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindWithoutConversion(Type type, Type definition, ref Type[] arguments)
    {
        if (type.Namespace == "System.Collections.Immutable")
        {
            return FindImmutableArray(definition);
        }

        if (type.Namespace != "System.Collections.ObjectModel" || !IsObservable(definition))
        {
            return null;
        }

        arguments = [type, .. arguments];
        return typeof(CollectionFormatter<,>);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type? FindImmutableArray(Type definition)
        => definition == typeof(ImmutableArray<>) ? typeof(ImmutableArrayFormatter<>) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsObservable(Type definition) => definition == typeof(ObservableCollection<>);

    [MethodImpl(MethodImplOptions.NoInlining)]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)]
    private static Type? FindImmutable(Type definition)
        => definition == typeof(ImmutableList<>) ? typeof(ToImmutableList<>)
            : definition == typeof(ImmutableDictionary<,>) ? typeof(ToImmutableDictionary<,>)
            : definition == typeof(ImmutableHashSet<>) ? typeof(ToImmutableHashSet<>)
            : definition == typeof(ImmutableSortedDictionary<,>) ? typeof(ToImmutableSortedDictionary<,>)
            : definition == typeof(ImmutableSortedSet<>) ? typeof(ToImmutableSortedSet<>)
            : definition == typeof(ImmutableQueue<>) ? typeof(ToImmutableQueue<>)
            : definition == typeof(ImmutableStack<>) ? typeof(ToImmutableStack<>)
            : null;

    // A frozen collection is a class derived from the one that is declared; what is declared is the abstract one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)]
    private static Type? FindFrozen(Type definition)
        => definition == typeof(FrozenSet<>) ? typeof(ToFrozenSet<>)
            : definition == typeof(FrozenDictionary<,>) ? typeof(ToFrozenDictionary<,>)
            : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)]
    private static Type? FindConcurrent(Type definition)
        => definition == typeof(ConcurrentDictionary<,>) ? typeof(ToConcurrentDictionary<,>)
            : definition == typeof(ConcurrentQueue<>) ? typeof(ToConcurrentQueue<>)
            : definition == typeof(ConcurrentStack<>) ? typeof(ToConcurrentStack<>)
            : definition == typeof(ConcurrentBag<>) ? typeof(ToConcurrentBag<>)
            : null;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)]
    private static Type? FindReadOnly(Type definition)
        => definition == typeof(ReadOnlyCollection<>) ? typeof(ToReadOnlyCollection<>)
            : definition == typeof(ReadOnlyDictionary<,>) ? typeof(ToReadOnlyDictionary<,>)
            : null;

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Named with typeof above; their constraints are those of the collection.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Ahead of time the runtime throws NotSupportedException, which becomes a clear error.")]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)]
    private static Type Close([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type open, Type[] arguments)
        => open.MakeGenericType(arguments);
}
