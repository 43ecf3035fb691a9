namespace Processing;

/// <summary>Formatters of types that messages are made of, found without reflection so that a starting child pays nothing for them.</summary>
internal static class BuiltInFormatters
{
    /// <summary>
    /// The formatter of a primitive, a string or bytes; null for any other type. Comparisons of value types fold away per
    /// <typeparamref name="T"/>.
    /// </summary>
    public static IMessageFormatter<T>? TryCreate<T>()
    {
        object? formatter =
            typeof(T) == typeof(int) ? new Int32Formatter()
            : typeof(T) == typeof(string) ? new StringFormatter()
            : typeof(T) == typeof(byte[]) ? new ByteArrayFormatter()
            : typeof(T) == typeof(bool) ? new BooleanFormatter()
            : typeof(T) == typeof(long) ? new Int64Formatter()
            : typeof(T) == typeof(double) ? new DoubleFormatter()
            : typeof(T) == typeof(byte) ? new ByteFormatter()
            : typeof(T) == typeof(char) ? new CharFormatter()
            : typeof(T) == typeof(float) ? new SingleFormatter()
            : typeof(T) == typeof(ulong) ? new UInt64Formatter()
            : typeof(T) == typeof(uint) ? new UInt32Formatter()
            : typeof(T) == typeof(short) ? new Int16Formatter()
            : typeof(T) == typeof(ushort) ? new UInt16Formatter()
            : typeof(T) == typeof(sbyte) ? new SByteFormatter()
            : typeof(T) == typeof(nint) ? new IntPtrFormatter()
            : typeof(T) == typeof(nuint) ? new UIntPtrFormatter()
            : typeof(T) == typeof(Half) ? new HalfFormatter()
            : typeof(T) == typeof(Memory<byte>) ? new ByteMemoryFormatter()
            : typeof(T) == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyByteMemoryFormatter()
            : typeof(T) == typeof(ArraySegment<byte>) ? new ByteArraySegmentFormatter()
            : typeof(T) == typeof(System.Buffers.ReadOnlySequence<byte>) ? new ByteSequenceFormatter()
            : null;
        return (IMessageFormatter<T>?)formatter;
    }
}
