using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// The pairs of dictionaries with strings as keys, by far the most common ones. Nothing is looked up for the keys, code is not shared with
/// other keys, and where the values are integers a whole pair is written and read at once.
/// </summary>
internal static class TextPairs
{
    private const int MaxShortPair = AsciiText.MaxEncoded + EncodedNumber.MaxLength;

    /// <summary>Writes all pairs, and returns how many there were.</summary>
    public static int Write<TValue>(ref MessageWriter writer, Dictionary<string, TValue> pairs)
    {
        if (AreIntegers<TValue>())
        {
            return WriteIntegers(ref writer, pairs);
        }

        var values = FormatterCache<TValue>.Formatter;
        int written = 0;
        foreach (var (key, value) in pairs)
        {
            writer.WriteString(key);
            values.Write(ref writer, value);
            written++;
        }

        return written;
    }

    public static void Read<TValue>(ref MessageReader reader, int count, Dictionary<string, TValue> target)
    {
        if (AreIntegers<TValue>())
        {
            ReadIntegers(ref reader, count, target);
            return;
        }

        var values = FormatterCache<TValue>.Formatter;
        for (int i = 0; i < count; i++)
        {
            string key = reader.ReadString() ?? throw Pairs.NoKey(ref reader);
            ref var place = ref PlaceOf(key, target, ref reader);

            // Reading a value cannot reach the dictionary, so its place stays where it is.
            place = values.Read(ref reader);
        }
    }

    private static void ReadIntegers<TValue>(ref MessageReader reader, int count, Dictionary<string, TValue> target)
    {
        long min = typeof(TValue) == typeof(int) ? int.MinValue : long.MinValue;
        long max = typeof(TValue) == typeof(int) ? int.MaxValue : long.MaxValue;
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadShortPair(min, max, out string? key, out long value))
            {
                (key, value) = ReadOtherPair(ref reader, min, max);
            }

            PlaceOf(key, target, ref reader) = typeof(TValue) == typeof(int) ? (TValue)(object)(int)value : (TValue)(object)value;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (string Key, long Value) ReadOtherPair(ref MessageReader reader, long min, long max)
        => (reader.ReadString() ?? throw Pairs.NoKey(ref reader), reader.ReadInteger(min, max));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TValue? PlaceOf<TValue>(string key, Dictionary<string, TValue> target, ref MessageReader reader)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(target, key, out bool isTwice);
        if (isTwice)
        {
            throw Pairs.KeyTwice(ref reader);
        }

        return ref place;
    }

    // The writer's own position is counted on once for a run of pairs: a field that each value changes is what the next one waits for.
    private static int WriteIntegers<TValue>(ref MessageWriter writer, Dictionary<string, TValue> pairs)
    {
        int written = 0;
        var room = writer.RoomFor(MaxShortPair);
        int used = 0;
        foreach (var (key, value) in pairs)
        {
            if (room.Length - used < MaxShortPair)
            {
                writer.Commit(used);
                room = writer.RoomFor(MaxShortPair);
                used = 0;
            }

            int length = AsciiText.TryEncodeShort(key, ref Unsafe.Add(ref MemoryMarshal.GetReference(room), used));
            if (length == 0)
            {
                writer.Commit(used);
                writer.WriteString(key);
                room = writer.RoomFor(MaxShortPair);
                used = 0;
            }

            used += length;
            used += EncodedNumber.Write(ref Unsafe.Add(ref MemoryMarshal.GetReference(room), used), ToInt64(value));
            written++;
        }

        writer.Commit(used);
        return written;
    }

    // Someone may have registered another formatter.
    private static bool AreIntegers<TValue>()
        => (typeof(TValue) == typeof(int) && FormatterCache<int>.Formatter is Int32Formatter)
            || (typeof(TValue) == typeof(long) && FormatterCache<long>.Formatter is Int64Formatter);

    private static long ToInt64<TValue>(TValue value) => typeof(TValue) == typeof(int) ? (int)(object)value! : (long)(object)value!;
}
