using System.Buffers;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class PrimitiveFormatterTests
{
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(127L, "7f")]
    [InlineData(128L, "cc80")]
    [InlineData(255L, "ccff")]
    [InlineData(256L, "cd0100")]
    [InlineData(65535L, "cdffff")]
    [InlineData(65536L, "ce00010000")]
    [InlineData(4294967295L, "ceffffffff")]
    [InlineData(4294967296L, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1L, "ff")]
    [InlineData(-32L, "e0")]
    [InlineData(-33L, "d0df")]
    [InlineData(-128L, "d080")]
    [InlineData(-129L, "d1ff7f")]
    [InlineData(-32768L, "d18000")]
    [InlineData(-32769L, "d2ffff7fff")]
    [InlineData(-2147483648L, "d280000000")]
    [InlineData(-2147483649L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Int64_AtBoundary_TakesShortestForm(long value, string hex)
    {
        Assert.Equal(hex, ToHex(value));
        Assert.Equal(value, FromHex<long>(hex));
    }

    [Theory]
    [InlineData("05")]
    [InlineData("cc05")]
    [InlineData("cd0005")]
    [InlineData("ce00000005")]
    [InlineData("cf0000000000000005")]
    [InlineData("d005")]
    [InlineData("d10005")]
    [InlineData("d200000005")]
    [InlineData("d30000000000000005")]
    public void Integer_InAnyForm_IsRead(string hex)
    {
        Assert.Equal(5, FromHex<byte>(hex));
        Assert.Equal(5, FromHex<sbyte>(hex));
        Assert.Equal(5, FromHex<int>(hex));
        Assert.Equal(5L, FromHex<long>(hex));
        Assert.Equal(5UL, FromHex<ulong>(hex));
        Assert.Equal(5.0, FromHex<double>(hex));
        Assert.Equal(5.0f, FromHex<float>(hex));
    }

    [Fact]
    public void Integer_OutOfRange_IsRefused()
    {
        Assert.Equal(0, Refused<byte>("cd0100").Offset);
        Refused<int>("cf0000000100000000");
        Refused<long>("cf8000000000000000");
        Refused<ulong>("ff");
        Refused<int>("c0");
        Refused<int>("a0");
        Refused<double>("cf0020000000000001");
        Refused<float>("cb3ff199999999999a");
    }

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65536, "db00010000")]
    public void String_AtBoundary_TakesShortestForm(int length, string header)
    {
        string text = new('x', length);
        Assert.StartsWith(header, ToHex(text), StringComparison.Ordinal);
        Assert.Equal(text, RoundTrip(text));
    }

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65536, "c600010000")]
    public void Bytes_AtBoundary_TakeShortestForm(int length, string header)
    {
        byte[] data = new byte[length];
        Assert.StartsWith(header, ToHex(data), StringComparison.Ordinal);
        Assert.Equal(data, RoundTrip(data));
    }

    [Fact]
    public void Scalars_HaveTheirForm()
    {
        Assert.Equal("c3", ToHex(true));
        Assert.Equal("c2", ToHex(false));
        Assert.Equal("c0", ToHex<string?>(null));
        Assert.Equal("c0", ToHex<byte[]?>(null));
        Assert.Equal("ca3fc00000", ToHex(1.5f));
        Assert.Equal("cb3ff8000000000000", ToHex(1.5));
        Assert.Equal("ca3fc00000", ToHex((Half)1.5f));
        Assert.Equal("61", ToHex('a'));
        Assert.Equal("cfffffffffffffffff", ToHex(ulong.MaxValue));
        Assert.Equal("a4c3a9c3bc", ToHex("éü"));
    }

    [Fact]
    public void String_NotUtf8_IsRefused()
    {
        Refused<string>("a2c328");
        Refused<string>("a3eda080");
        Refused<string>("a5fff0");
        Unsendable("a\ud800");
    }

    [Fact]
    public void Length_BeyondTheMessage_IsRefusedBeforeAllocation()
    {
        Refused<string>("dbffffffff61");
        Refused<byte[]>("c6ffffffff61");
        Refused<byte[]>("c67fffffff");
    }

    [Fact]
    public void Message_WithBytesLeftOver_IsRefused() => Assert.Equal(1, Refused<int>("0101").Offset);

    [Fact]
    public void Message_Empty_IsRefused() => Assert.Equal(0, Refused<int>("").Offset);

    [Fact]
    public void Reader_MixedValues_ReadsWhatWriterWrote()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(output);
        writer.WriteArrayHeader(3);
        writer.WriteNil();
        writer.WriteMapHeader(1);
        writer.WriteString("k");
        writer.WriteBinary([1, 2]);
        writer.WriteExtensionHeader(5, 3);
        writer.WriteRaw([7, 8, 9]);
        writer.Flush();
        Assert.Equal("93c081a16bc4020102c70305070809", Convert.ToHexStringLower(output.WrittenSpan));

        var reader = new MessageReader(new ReadOnlySequence<byte>(output.WrittenMemory));
        Assert.Equal(3, reader.ReadArrayHeader());
        Assert.True(reader.TryReadNil());
        reader.Skip();
        Assert.Equal(3, reader.ReadExtensionHeader(out sbyte type));
        Assert.Equal(5, type);
        byte[] data = new byte[3];
        reader.ReadExtensionData(data);
        Assert.Equal([7, 8, 9], data);
        Assert.True(reader.IsAtEnd);
    }
}
