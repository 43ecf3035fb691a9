using System.Buffers.Binary;

namespace Processing.Messaging;

/// <summary>Writes what stands before the payload of a message; <see cref="FrameReader"/> describes it.</summary>
internal static class FrameWriter
{
    /// <summary>The longest header: handles, mark and long length.</summary>
    public const int LongestHeader = 20;

    /// <summary>How long the header of such a message is.</summary>
    public static int GetHeaderLength(long payloadLength, int handleCount)
        => (handleCount > 0 ? 2 * sizeof(int) : 0) + (payloadLength <= int.MaxValue ? sizeof(int) : sizeof(int) + sizeof(ulong));

    /// <summary>Writes the header to the end of <paramref name="space"/>, directly before the payload. Returns its length.</summary>
    public static int WriteHeader(Span<byte> space, long payloadLength, int handleCount)
    {
        int length = GetHeaderLength(payloadLength, handleCount);
        var header = space[^length..];
        if (handleCount > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(header, FrameReader.HandlesMark);
            BinaryPrimitives.WriteInt32BigEndian(header[sizeof(int)..], handleCount);
            header = header[(2 * sizeof(int))..];
        }

        if (payloadLength <= int.MaxValue)
        {
            BinaryPrimitives.WriteInt32BigEndian(header, (int)payloadLength);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(header, FrameReader.LongLengthMark);
            BinaryPrimitives.WriteUInt64BigEndian(header[sizeof(int)..], (ulong)payloadLength);
        }

        return length;
    }
}
