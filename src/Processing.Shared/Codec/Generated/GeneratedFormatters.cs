using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>The providers of all assemblies that were initialised so far.</summary>
internal static class GeneratedFormatters
{
    // Replaced as a whole by compare-and-swap: module initializers of several assemblies may run at once.
    private static FormatterProvider[] s_providers = [];

    public static void Add(FormatterProvider provider)
    {
        FormatterProvider[] before, after;
        do
        {
            before = Volatile.Read(ref s_providers);
            foreach (var known in before)
            {
                if (known.GetType() == provider.GetType())
                {
                    return;
                }
            }

            after = [.. before, provider];
        }
        while (Interlocked.CompareExchange(ref s_providers, after, before) != before);
    }

    /// <summary>The generated formatter of <typeparamref name="T"/>; null where no assembly has one.</summary>
    public static IMessageFormatter<T>? TryCreate<T>()
    {
        InitializeModuleOf(typeof(T));
        foreach (var provider in Volatile.Read(ref s_providers))
        {
            if (provider.TryCreate(typeof(T)) is { } formatter)
            {
                return (IMessageFormatter<T>)formatter;
            }
        }

        return null;
    }

    // A type's own assembly may not have run any code yet when its first value arrives, so its provider may still be missing.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A module that was trimmed to nothing has no types whose values are sent.")]
    private static void InitializeModuleOf(Type type)
    {
        if (type.Module != typeof(object).Module)
        {
            RuntimeHelpers.RunModuleConstructor(type.Module.ModuleHandle);
        }
    }
}
