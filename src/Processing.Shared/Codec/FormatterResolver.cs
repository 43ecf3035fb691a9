using System.Diagnostics.CodeAnalysis;

namespace Processing;

/// <summary>Finds or builds the formatter of a type that has no registered one.</summary>
internal static class FormatterResolver
{
    public static IMessageFormatter<T> Resolve<T>() => BuiltInFormatters.TryCreate<T>() ?? ResolveByReflection<T>();

    private static IMessageFormatter<T> ResolveByReflection<T>()
    {
        if (IsPassable(typeof(T)))
        {
            return (IMessageFormatter<T>)Create(typeof(PassableFormatter<>), typeof(T));
        }

        return new UnsupportedFormatter<T>($"{typeof(T)} cannot be sent: it has no formatter.");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The interface is used wherever values of the type are passed, so it is kept.")]
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

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The formatters are internal to this assembly and named with typeof.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Ahead of time, generated formatters are registered; this is what remains on the JIT.")]
    private static object Create(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type openFormatter, params Type[] arguments)
        => Activator.CreateInstance(openFormatter.MakeGenericType(arguments))!;
}
