using System.Buffers.Binary;

namespace Processing;

/// <summary>
/// Points in time as MessagePack timestamps, which are UTC: local times are converted, unspecified ones are taken for UTC, and all come back
/// as UTC. Use <see cref="DateTimeOffset"/> to keep an offset.
/// </summary>
internal sealed class DateTimeFormatter : IMessageFormatter<DateTime>
{
    private const long NanosecondsPerTick = 100;
    private const long MinSeconds = -62135596800;
    private const long MaxSeconds = 253402300799;

    public void Write(ref MessageWriter writer, DateTime value)
        => WriteTimestamp(ref writer, (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks);

    public DateTime Read(ref MessageReader reader) => new(ReadTimestamp(ref reader), DateTimeKind.Utc);

    internal static void WriteTimestamp(ref MessageWriter writer, long utcTicks)
    {
        long ticks = utcTicks - DateTime.UnixEpoch.Ticks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }

        long nanoseconds = rest * NanosecondsPerTick;
        Span<byte> data = stackalloc byte[12];
        if (seconds >> 34 != 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(data, (uint)nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(data[4..], seconds);
        }
        else if (nanoseconds == 0 && seconds <= uint.MaxValue)
        {
            data = data[..4];
            BinaryPrimitives.WriteUInt32BigEndian(data, (uint)seconds);
        }
        else
        {
            data = data[..8];
            BinaryPrimitives.WriteUInt64BigEndian(data, ((ulong)nanoseconds << 34) | (ulong)seconds);
        }

        writer.WriteExtensionHeader(ExtensionType.Timestamp, data.Length);
        writer.WriteRaw(data);
    }

    internal static long ReadTimestamp(ref MessageReader reader)
    {
        int length = reader.ReadExtensionHeader(out sbyte type);
        if (type != ExtensionType.Timestamp || length is not (4 or 8 or 12))
        {
            throw reader.Error($"Expected a timestamp, but found an extension of type {type} with {length} bytes.");
        }

        Span<byte> data = stackalloc byte[12];
        data = data[..length];
        reader.ReadExtensionData(data);
        (long seconds, uint nanoseconds) = length switch
        {
            4 => (BinaryPrimitives.ReadUInt32BigEndian(data), 0u),
            8 => Split(BinaryPrimitives.ReadUInt64BigEndian(data)),
            _ => (BinaryPrimitives.ReadInt64BigEndian(data[4..]), BinaryPrimitives.ReadUInt32BigEndian(data)),
        };
        if (nanoseconds >= 1_000_000_000 || seconds is < MinSeconds or > MaxSeconds)
        {
            throw reader.Error("Expected a timestamp from the year 1 to 9999, but found one outside.");
        }

        return DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / NanosecondsPerTick);
    }

    private static (long Seconds, uint Nanoseconds) Split(ulong packed) => ((long)(packed & 0x3_ffff_ffff), (uint)(packed >> 34));
}
