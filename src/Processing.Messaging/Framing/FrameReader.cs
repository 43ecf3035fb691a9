using System.Buffers;
using System.Buffers.Binary;

namespace Processing.Messaging;

/// <summary>
/// Finds frames in received bytes. A frame is a signed 32-bit length, most significant byte first, and that many bytes; the length -1 is
/// followed by the real one as 64 bits. Before a frame may stand -2 and a 32-bit count: so many native handles came with the frame. Before
/// that may stand -3, a 32-bit length, and that many bytes of extras. A plain stream has neither: it is CPython's.
/// </summary>
internal static class FrameReader
{
    /// <summary>Says that the length follows as 64 bits.</summary>
    public const int LongLengthMark = -1;

    /// <summary>Says that the number of handles follows as 32 bits, then an ordinary frame.</summary>
    public const int HandlesMark = -2;

    /// <summary>Says that the length of the extras follows as 32 bits, then the extras, then a frame without.</summary>
    public const int ExtrasMark = -3;

    /// <summary>Where the extras of a frame that has some start.</summary>
    public const int ExtrasOffset = 2 * sizeof(int);

    /// <summary>The longest extras.</summary>
    public const int MaxExtrasLength = 1024;

    /// <summary>Takes the first frame, if it is complete. Looks at the bytes only, and allocates nothing.</summary>
    /// <exception cref="WireFormatException">The bytes are no frame, or one longer than <paramref name="maxLength"/>: the stream is lost.</exception>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, long maxLength, bool isPlain, out Frame frame)
    {
        var start = buffer.FirstSpan;
        if (start.Length >= sizeof(int))
        {
            // Nearly every frame: an ordinary one, whole and in one piece.
            int length = BinaryPrimitives.ReadInt32BigEndian(start);
            if (length >= 0 && length <= start.Length - sizeof(int) && length <= maxLength)
            {
                frame = new Frame(buffer.Slice(sizeof(int), length), 0, 0);
                return true;
            }
        }

        if (!TryReadHeader(buffer, maxLength, isPlain, out var header) || buffer.Length - header.Length < header.PayloadLength)
        {
            frame = default;
            return false;
        }

        frame = new Frame(buffer.Slice(header.Length, header.PayloadLength), header.HandleCount, header.ExtrasLength);
        return true;
    }

    /// <summary>Reads what stands before the payload, if it is complete.</summary>
    /// <exception cref="WireFormatException">The bytes are no frame, or one longer than <paramref name="maxLength"/>.</exception>
    public static bool TryReadHeader(in ReadOnlySequence<byte> buffer, long maxLength, bool isPlain, out FrameHeader header)
    {
        Span<byte> copy = stackalloc byte[FrameWriter.LongestHeader];
        scoped var start = buffer.FirstSpan;
        if (start.Length < FrameWriter.LongestHeader && !buffer.IsSingleSegment)
        {
            int length = (int)Math.Min(FrameWriter.LongestHeader, buffer.Length);
            buffer.Slice(0, length).CopyTo(copy);
            start = copy[..length];
        }

        if (!isPlain && start.Length >= sizeof(int) && BinaryPrimitives.ReadInt32BigEndian(start) == ExtrasMark)
        {
            return TryReadBehindExtras(buffer, start, maxLength, out header);
        }

        return TryReadHeader(start, maxLength, isPlain, out header);
    }

    private static bool TryReadBehindExtras(in ReadOnlySequence<byte> buffer, ReadOnlySpan<byte> start, long maxLength, out FrameHeader header)
    {
        header = default;
        int offset = sizeof(int);
        if (!TryTakeInt32(start, ref offset, out int extrasLength))
        {
            return false;
        }

        if ((uint)extrasLength > MaxExtrasLength)
        {
            throw new WireFormatException($"A message announces {(uint)extrasLength} bytes of extras; at most {MaxExtrasLength} can come.");
        }

        offset += extrasLength;
        if (buffer.Length < offset)
        {
            return false;
        }

        Span<byte> copy = stackalloc byte[FrameWriter.LongestHeader];
        var rest = buffer.Slice(offset);
        int length = (int)Math.Min(FrameWriter.LongestHeader, rest.Length);
        rest.Slice(0, length).CopyTo(copy);
        if (!TryReadHeader(copy[..length], maxLength, isPlain: false, out var inner))
        {
            return false;
        }

        header = inner with { Length = offset + inner.Length, ExtrasLength = extrasLength };
        return true;
    }

    /// <summary>Reads a header without extras.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, long maxLength, bool isPlain, out FrameHeader header)
    {
        header = default;
        int offset = 0;
        int handleCount = 0;
        if (!TryTakeInt32(bytes, ref offset, out int length))
        {
            return false;
        }

        if (length == HandlesMark && !isPlain)
        {
            if (!TryTakeInt32(bytes, ref offset, out handleCount))
            {
                return false;
            }

            if ((uint)handleCount > PassedHandles.MaxCount)
            {
                throw new WireFormatException(
                    $"A message announces {(uint)handleCount} native handles; at most {PassedHandles.MaxCount} can come.");
            }

            if (!TryTakeInt32(bytes, ref offset, out length))
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
            header = new FrameHeader(offset, 0, handleCount, length);
            return true;
        }

        if (bytes.Length < offset + sizeof(ulong))
        {
            return false;
        }

        ulong longLength = BinaryPrimitives.ReadUInt64BigEndian(bytes[offset..]);
        CheckLength(longLength, maxLength);
        header = new FrameHeader(offset + sizeof(ulong), 0, handleCount, (long)longLength);
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
