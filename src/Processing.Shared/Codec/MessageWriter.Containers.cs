using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Processing;

public ref partial struct MessageWriter
{
    /// <summary>Starts an array of exactly <paramref name="count"/> values, which follow.</summary>
    public void WriteArrayHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        WriteContainerHeader(count, FormatCode.FixArray, FormatCode.Array16, FormatCode.Array32);
    }

    /// <summary>Starts a map of exactly <paramref name="count"/> pairs, which follow: key, value, key, value...</summary>
    public void WriteMapHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        WriteContainerHeader(count, FormatCode.FixMap, FormatCode.Map16, FormatCode.Map32);
    }

    /// <summary>Starts an extension value; exactly <paramref name="length"/> bytes follow through <see cref="WriteRaw"/>.</summary>
    public void WriteExtensionHeader(sbyte type, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        byte fixedCode = length switch { 1 => 0xd4, 2 => 0xd5, 4 => 0xd6, 8 => 0xd7, 16 => FormatCode.FixExt16, _ => 0 };
        if (fixedCode != 0)
        {
            WriteByte(fixedCode);
        }
        else
        {
            WriteLength(length, FormatCode.Ext8, FormatCode.Ext16, FormatCode.Ext32);
        }

        WriteByte((byte)type);
    }

    /// <summary>Writes a handle that stays this process's: the receiver gets a duplicate.</summary>
    internal void LendHandle(SafeHandle handle) => WriteHandleIndex(HandlesOrThrow().Lend(handle));

    /// <summary>Writes a handle made for this message: it is closed here once the message was sent or dropped.</summary>
    internal void GiveHandle(SafeHandle handle) => WriteHandleIndex(HandlesOrThrow().Give(handle));

    /// <summary>Writes a handle whose owner moves: <paramref name="onSent"/> runs once the message is on its way, <paramref name="onDropped"/> if it never is.</summary>
    internal void MoveHandle(SafeHandle handle, Action onSent, Action? onDropped = null)
        => WriteHandleIndex(HandlesOrThrow().Move(handle, onSent, onDropped));

    private readonly PassedHandles HandlesOrThrow() => Handles ?? throw new MessageSerializationException(
        "Native handles (connections, queues, locks, shared blocks) travel only as arguments of a child or over a local connection; "
        + "this message goes neither way.");

    private void WriteHandleIndex(int index)
    {
        WriteExtensionHeader(ExtensionType.Handle, 1);
        WriteByte((byte)index);
    }

    private void WriteContainerHeader(int count, byte fixedCode, byte code16, byte code32)
    {
        var span = Reserve(5);
        switch (count)
        {
            case <= 15:
                span[0] = (byte)(fixedCode | count);
                _buffered += 1;
                break;
            case <= ushort.MaxValue:
                span[0] = code16;
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)count);
                _buffered += 3;
                break;
            default:
                span[0] = code32;
                BinaryPrimitives.WriteInt32BigEndian(span[1..], count);
                _buffered += 5;
                break;
        }
    }

    private void WriteLength(int length, byte code8, byte code16, byte code32)
    {
        var span = Reserve(5);
        switch (length)
        {
            case <= byte.MaxValue:
                span[0] = code8;
                span[1] = (byte)length;
                _buffered += 2;
                break;
            case <= ushort.MaxValue:
                span[0] = code16;
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)length);
                _buffered += 3;
                break;
            default:
                span[0] = code32;
                BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
                _buffered += 5;
                break;
        }
    }
}
