using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>Enumeration values as their number. Numbers without a name are legal, as they are in C#.</summary>
internal sealed class EnumFormatter<T> : IMessageFormatter<T>
{
    private readonly bool _isSigned = Type.GetTypeCode(typeof(T)) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    public void Write(ref MessageWriter writer, T value)
    {
        if (_isSigned)
        {
            writer.WriteInt64(Unsafe.SizeOf<T>() switch
            {
                1 => Unsafe.As<T, sbyte>(ref value),
                2 => Unsafe.As<T, short>(ref value),
                4 => Unsafe.As<T, int>(ref value),
                _ => Unsafe.As<T, long>(ref value),
            });
            return;
        }

        writer.WriteUInt64(Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        });
    }

    public T Read(ref MessageReader reader)
    {
        int bits = Unsafe.SizeOf<T>() * 8;
        if (bits == 64)
        {
            ulong wide = _isSigned ? (ulong)reader.ReadInt64() : reader.ReadUInt64();
            return Unsafe.As<ulong, T>(ref wide);
        }

        long max = _isSigned ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
        long value = reader.ReadInteger(_isSigned ? -max - 1 : 0, max);
        switch (bits)
        {
            case 8:
                byte narrow = (byte)value;
                return Unsafe.As<byte, T>(ref narrow);
            case 16:
                ushort half = (ushort)value;
                return Unsafe.As<ushort, T>(ref half);
            default:
                uint word = (uint)value;
                return Unsafe.As<uint, T>(ref word);
        }
    }
}
