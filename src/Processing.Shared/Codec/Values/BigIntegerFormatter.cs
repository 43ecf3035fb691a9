using System.Numerics;

namespace Processing;

/// <summary>Integers of any size as binary data: two's complement, lowest byte first.</summary>
internal sealed class BigIntegerFormatter : IMessageFormatter<BigInteger>
{
    public void Write(ref MessageWriter writer, BigInteger value) => writer.WriteBinary(value.ToByteArray());

    public BigInteger Read(ref MessageReader reader)
        => reader.ReadBinary() is { } data ? new BigInteger(data) : throw reader.Error("Expected an integer as binary data, but found nil.");
}
