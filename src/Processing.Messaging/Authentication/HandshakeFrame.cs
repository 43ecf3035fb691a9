using System.Buffers;
using System.Buffers.Binary;

namespace Processing.Messaging;

/// <summary>Finds and writes the frames of a handshake: those of <see cref="FrameReader"/> without prefixes, and short.</summary>
internal static class HandshakeFrame
{
    /// <summary>The longest payload; CPython has the same limit.</summary>
    public const int MaxPayloadLength = 256;

    private const int LongHeader = sizeof(int) + sizeof(ulong);

    /// <summary>Looks for the first frame; <paramref name="payload"/> is set when it is whole.</summary>
    public static HandshakeFrameKind Find(in ReadOnlySequence<byte> bytes, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        Span<byte> header = stackalloc byte[LongHeader];
        int available = (int)Math.Min(LongHeader, bytes.Length);
        bytes.Slice(0, available).CopyTo(header);
        if (available < sizeof(int))
        {
            return HandshakeFrameKind.Incomplete;
        }

        int headerLength = sizeof(int);
        int announced = BinaryPrimitives.ReadInt32BigEndian(header);
        ulong length = (ulong)(uint)announced;
        if (announced == FrameReader.LongLengthMark)
        {
            if (available < LongHeader)
            {
                return HandshakeFrameKind.Incomplete;
            }

            headerLength = LongHeader;
            length = BinaryPrimitives.ReadUInt64BigEndian(header[sizeof(int)..]);
        }
        else if (announced < 0)
        {
            return HandshakeFrameKind.NegativeLength;
        }

        if (length > MaxPayloadLength)
        {
            return HandshakeFrameKind.TooLong;
        }

        if ((ulong)(bytes.Length - headerLength) < length)
        {
            return HandshakeFrameKind.Incomplete;
        }

        payload = bytes.Slice(headerLength, (int)length);
        return HandshakeFrameKind.Whole;
    }

    /// <summary>Writes a frame with this payload.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> payload)
    {
        var span = output.GetSpan(sizeof(int) + payload.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, payload.Length);
        payload.CopyTo(span[sizeof(int)..]);
        output.Advance(sizeof(int) + payload.Length);
    }
}
