using System.Diagnostics.CodeAnalysis;

namespace Processing;

/// <summary>
/// Finds or builds the formatter of a type that has no registered one. What a child needs first, primitives and strings, is found without
/// reflection; then generated formatters are asked; the rest is reflection, once per type.
/// </summary>
internal static class FormatterResolver
{
    private const string Kept = "Members of a type whose values are sent are used where they are made and read; "
        + "ahead of time, generated formatters take this code's place.";

    public static IMessageFormatter<T> Resolve<T>()
        => BuiltInFormatters.TryCreate<T>()
            ?? (typeof(T).IsEnum ? new EnumFormatter<T>() : null)
            ?? ValueFormatters.TryCreate<T>()
            ?? GeneratedFormatters.TryCreate<T>()
            ?? ResolveByReflection<T>();

    internal static IMessageFormatter<T> ResolveByReflection<T>()
    {
        try
        {
            return GenericFormatters.TryFind(typeof(T), out var arguments) is { } open
                ? (IMessageFormatter<T>)Instantiate(open, arguments)
                : CreateRecord<T>();
        }
        catch (NotSupportedException error)
        {
            // Without a JIT the runtime refuses to make generic code that the compiler did not foresee.
            return Unsupported<T>($"this application has no code for its formatter; register one ({error.Message})");
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2087", Justification = Kept)]
    private static IMessageFormatter<T> CreateRecord<T>()
    {
        var cases = UnionLayout.Find(typeof(T), out string? unionFlaw);
        if (unionFlaw is not null)
        {
            return Unsupported<T>(unionFlaw);
        }

        if (cases.Count > 0)
        {
            return CreateUnion<T>(cases);
        }

        if (UnsupportedTypes.Explain(typeof(T)) is { } reason)
        {
            return Unsupported<T>(reason);
        }

        var layout = RecordLayout.TryCreate(typeof(T), out string flaw);
        if (layout is null)
        {
            return Unsupported<T>(flaw);
        }

        var members = new RecordMember<T>[layout.Members.Length];
        for (int i = 0; i < members.Length; i++)
        {
            var member = layout.Members[i];
            members[i] = (RecordMember<T>)Instantiate(MemberType<T>(member), [typeof(T), member.Type], member);
        }

        return new RecordFormatter<T>(layout, members)!; // a value that is not null is never read as null
    }

    private static IMessageFormatter<T> CreateUnion<T>(IReadOnlyList<UnionAttribute> cases)
    {
        var typed = new UnionCase<T>[cases.Count];
        for (int i = 0; i < typed.Length; i++)
        {
            typed[i] = (UnionCase<T>)Instantiate(typeof(UnionCase<,>), [typeof(T), cases[i].Type], cases[i].Key);
        }

        return (IMessageFormatter<T>)Instantiate(typeof(UnionFormatter<>), [typeof(T)], [typed]);
    }

    private static UnsupportedFormatter<T> Unsupported<T>(string reason) => new($"{typeof(T)} cannot be sent: {reason}.");

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type MemberType<T>(RecordMemberLayout layout)
        => layout.Member is System.Reflection.FieldInfo ? typeof(FieldMember<,>)
            : typeof(T).IsValueType ? typeof(StructProperty<,>)
            : typeof(ClassProperty<,>);

    [UnconditionalSuppressMessage(
        "Trimming", "IL2055", Justification = "The formatters are internal to this assembly and named with typeof; their constraints were checked.")]
    [UnconditionalSuppressMessage(
        "AOT", "IL3050", Justification = "Ahead of time the runtime throws NotSupportedException, which becomes a clear error.")]
    private static object Instantiate(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type open, Type[] arguments, params object[] parameters)
        => Activator.CreateInstance(open.MakeGenericType(arguments), parameters)!; // null only for Nullable<T>
}
