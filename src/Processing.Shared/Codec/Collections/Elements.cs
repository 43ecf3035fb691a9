using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>What the formatters of arrays, lists and sets share: the elements of an array value.</summary>
internal static class Elements
{
    private const int MinCapacity = 256;

    public static void Write<T>(ref MessageWriter writer, ReadOnlySpan<T> elements)
    {
        var formatter = FormatterCache<T>.Formatter;
        writer.WriteArrayHeader(elements.Length);
        writer.Enter();
        foreach (var element in elements)
        {
            formatter.Write(ref writer, element);
        }

        writer.Leave();
    }

    /// <summary>Writes a sequence of any kind; one that does not know its length is walked once, into a list.</summary>
    public static void Write<T>(ref MessageWriter writer, IEnumerable<T> elements)
    {
        if (!elements.TryGetNonEnumeratedCount(out int count))
        {
            elements = new List<T>(elements);
            count = ((List<T>)elements).Count;
        }

        var formatter = FormatterCache<T>.Formatter;
        writer.WriteArrayHeader(count);
        writer.Enter();
        int written = 0;
        foreach (var element in elements)
        {
            formatter.Write(ref writer, element);
            written++;
        }

        writer.Leave();
        if (written != count)
        {
            throw new MessageSerializationException(
                $"A collection of {typeof(T)} said it had {count} elements, but yielded {written}; it must not change while it is sent.");
        }
    }

    public static T[] ReadArray<T>(ref MessageReader reader)
    {
        int count = reader.ReadArrayHeader();
        if (count == 0)
        {
            return [];
        }

        var formatter = FormatterCache<T>.Formatter;
        var elements = new T[Capacity<T>(count, reader.Remaining)];
        reader.Enter();
        for (int i = 0; i < count; i++)
        {
            if (i == elements.Length)
            {
                Array.Resize(ref elements, (int)Math.Min(count, 2L * elements.Length));
            }

            elements[i] = formatter.Read(ref reader);
        }

        reader.Leave();
        return elements;
    }

    public static List<T> ReadList<T>(ref MessageReader reader)
    {
        int count = reader.ReadArrayHeader();
        var formatter = FormatterCache<T>.Formatter;
        var elements = new List<T>(Capacity<T>(count, reader.Remaining));
        reader.Enter();
        for (int i = 0; i < count; i++)
        {
            elements.Add(formatter.Read(ref reader));
        }

        reader.Leave();
        return elements;
    }

    /// <summary>
    /// Room to begin with for <paramref name="count"/> announced elements: not more than twice the bytes that arrived, because an element of
    /// many bytes here may be one byte there. More room is made as elements really come.
    /// </summary>
    public static int Capacity<T>(int count, long remainingBytes)
        => (int)Math.Min(count, Math.Max(MinCapacity, 2 * remainingBytes / Unsafe.SizeOf<T>()));
}
