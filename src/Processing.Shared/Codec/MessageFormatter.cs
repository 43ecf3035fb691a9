using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>Writes and reads values of any supported type with the formatter of that type.</summary>
public static class MessageFormatter
{
    /// <summary>Writes <paramref name="value"/> as one MessagePack value.</summary>
    /// <exception cref="MessageSerializationException">The type or the value cannot be written.</exception>
    // Inlined into generated code, where T is known and with it the formatter, so that it is called directly.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(ref MessageWriter writer, T value)
    {
        if (HoldsNothing<T>())
        {
            FormatterCache<T>.Formatter.Write(ref writer, value);
            return;
        }

        writer.Enter();
        FormatterCache<T>.Formatter.Write(ref writer, value);
        writer.Leave();
    }

    /// <summary>Reads one value of <typeparamref name="T"/>.</summary>
    /// <exception cref="WireFormatException">What stands there is no value of <typeparamref name="T"/>.</exception>
    /// <exception cref="MessageSerializationException">Values of <typeparamref name="T"/> cannot be built here.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref MessageReader reader)
    {
        if (HoldsNothing<T>())
        {
            return FormatterCache<T>.Formatter.Read(ref reader);
        }

        reader.Enter();
        T value = FormatterCache<T>.Formatter.Read(ref reader);
        reader.Leave();
        return value;
    }

    // Values in which no other can be nested need not be counted; the compiler knows the answer where it knows T.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HoldsNothing<T>() => typeof(T).IsPrimitive || typeof(T) == typeof(string);

    /// <summary>Uses <paramref name="formatter"/> for <typeparamref name="T"/> from now on, in place of any other.</summary>
    /// <exception cref="InvalidOperationException">
    /// A value of the type was written or read before, or it has a registered formatter already.
    /// </exception>
    public static void Register<T>(IMessageFormatter<T> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        RegisteredFormatter<T>.Set(formatter);
    }

    /// <summary>Asks <paramref name="provider"/> for formatters from now on. Called by generated code; one provider of a kind is enough.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Register(FormatterProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        GeneratedFormatters.Add(provider);
    }
}
