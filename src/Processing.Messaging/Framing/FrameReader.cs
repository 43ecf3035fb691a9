using System.Buffers;
using System.Buffers.Binary;

namespace Processing.Messaging;

/// <summary>
/// Finds frames in received bytes. A frame is a signed 32-bit length, most significant byte first, and that many bytes; the length -1 is
/// followed by the real one as 64 bits. Before a frame may stand -2 and a 32-bit count: so many native handles came with the frame.
/// </summary>
internal static class FrameReader
{
    /// <summary>Says that the length follows as 64 bits.</summary>
    public const int LongLengthMark = -1;

    /// <summary>Says that the number of handles follows as 32 bits, then an ordinary frame.</summary>
    public const int HandlesMark = -2;

    /// <summary>Takes the first frame, if it is complete. Looks at the bytes only, and allocates nothing.</summary>
    /// <exception cref="WireFormatException">The bytes are no frame, or one longer than <paramref name="maxLength"/>: the stream is lost.</exception>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, long maxLength, out Frame frame)
    {
        Span<byte> copy = stackalloc byte[FrameWriter.LongestHeader];
        scoped var header = buffer.FirstSpan;
        if (header.Length < FrameWriter.LongestHeader && !buffer.IsSingleSegment)
        {
            int length = (int)Math.Min(FrameWriter.LongestHeader, buffer.Length);
            buffer.Slice(0, length).CopyTo(copy);
            header = copy[..length];
        }

        frame = default;
        if (!TryReadHeader(header, maxLength, out int headerLength, out int handleCount, out long payloadLength)
            || buffer.Length - headerLength < payloadLength)
        {
            return false;
        }

        var payload = buffer.Slice(headerLength, payloadLength);
        frame = new Frame(payload, handleCount, payload.End);
        return true;
    }

    /// <summary>Reads what stands before the payload, if it is complete.</summary>
    /// <exception cref="WireFormatException">The bytes are no frame, or one longer than <paramref name="maxLength"/>.</exception>
    public static bool TryReadHeader(
        ReadOnlySpan<byte> bytes, long maxLength, out int headerLength, out int handleCount, out long payloadLength)
    {
        headerLength = 0;
        handleCount = 0;
        payloadLength = 0;
        if (!TryTakeInt32(bytes, ref headerLength, out int length))
        {
            return false;
        }

        if (length == HandlesMark)
        {
            if (!TryTakeInt32(bytes, ref headerLength, out int count))
            {
                return false;
            }

            handleCount = (uint)count <= PassedHandles.MaxCount
                ? count
                : throw new WireFormatException($"A message announces {(uint)count} native handles; at most {PassedHandles.MaxCount} can come.");
            if (!TryTakeInt32(bytes, ref headerLength, out length))
            {
                return false;
            }
        }

        if (length != LongLengthMark)
        {
            if (length < 0)
            {
                throw new WireFormatException($"The length of a message is {length}.");
            }

            CheckLength((uint)length, maxLength);
            payloadLength = length;
            return true;
        }

        if (bytes.Length < headerLength + sizeof(ulong))
        {
            return false;
        }

        ulong longLength = BinaryPrimitives.ReadUInt64BigEndian(bytes[headerLength..]);
        headerLength += sizeof(ulong);
        CheckLength(longLength, maxLength);
        payloadLength = (long)longLength;
        return true;
    }

    private static void CheckLength(ulong announced, long maxLength)
    {
        if (announced > (ulong)maxLength)
        {
            throw new WireFormatException($"A message announces {announced} bytes; this end accepts at most {maxLength}.");
        }
    }

    private static bool TryTakeInt32(ReadOnlySpan<byte> bytes, ref int offset, out int value)
    {
        bool isThere = bytes.Length >= offset + sizeof(int);
        value = isThere ? BinaryPrimitives.ReadInt32BigEndian(bytes[offset..]) : 0;
        offset += isThere ? sizeof(int) : 0;
        return isThere;
    }
}
