using System.Runtime.InteropServices;

namespace Processing;

/// <summary>What the formatters of arrays, lists and sets share: the elements of an array value.</summary>
internal static class Elements
{
    public static void Write<T>(ref MessageWriter writer, ReadOnlySpan<T> elements)
    {
        if (writer.WritesBlocks && NumberBlock.IsUsedFor<T>(elements.Length))
        {
            NumberBlock.Write(ref writer, elements);
            return;
        }

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
        if (elements.GetType() == typeof(T[]) || elements.GetType() == typeof(List<T>))
        {
            Write(ref writer, elements is T[] array ? array : CollectionsMarshal.AsSpan((List<T>)elements));
            return;
        }

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
        if (FormatCode.IsExtension(reader.PeekCode()))
        {
            return NumberBlock.Read<T>(ref reader);
        }

        int count = reader.ReadArrayHeader();
        if (count == 0)
        {
            return [];
        }

        var formatter = FormatterCache<T>.Formatter;
        int reserved = reader.Reserve<T>(count);
        var elements = new T[reserved];
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
        reader.Release<T>(reserved);
        return elements;
    }

    public static List<T> ReadList<T>(ref MessageReader reader)
    {
        if (FormatCode.IsExtension(reader.PeekCode()))
        {
            return [.. NumberBlock.Read<T>(ref reader)];
        }

        int count = reader.ReadArrayHeader();
        var formatter = FormatterCache<T>.Formatter;
        int reserved = reader.Reserve<T>(count);
        var elements = new List<T>(reserved);
        reader.Enter();
        for (int i = 0; i < count; i++)
        {
            elements.Add(formatter.Read(ref reader));
        }

        reader.Leave();
        reader.Release<T>(reserved);
        return elements;
    }
}
