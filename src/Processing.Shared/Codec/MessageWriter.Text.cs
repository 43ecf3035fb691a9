using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Processing;

public ref partial struct MessageWriter
{
    /// <summary>Writes a string, or nil for null.</summary>
    /// <exception cref="MessageSerializationException">The string holds half of a surrogate pair, which no UTF-8 text can express.</exception>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }

        WriteString(value.AsSpan());
    }

    /// <summary>Writes a string.</summary>
    /// <exception cref="MessageSerializationException">The string holds half of a surrogate pair, which no UTF-8 text can express.</exception>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        int byteCount = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(byteCount);
        if (byteCount == 0)
        {
            return;
        }

        var status = Utf8.FromUtf16(value, Reserve(byteCount), out _, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            throw new MessageSerializationException(
                "A string holds a lone surrogate and would arrive changed; send such data as char[] or as bytes.");
        }

        _buffered += written;
    }

    /// <summary>Writes a string that is UTF-8 already; the caller vouches for that.</summary>
    internal void WriteUtf8(scoped ReadOnlySpan<byte> utf8)
    {
        WriteStringHeader(utf8.Length);
        WriteRaw(utf8);
    }

    /// <summary>Writes binary data.</summary>
    public void WriteBinary(scoped ReadOnlySpan<byte> value)
    {
        WriteBinaryHeader(value.Length);
        WriteRaw(value);
    }

    /// <summary>Starts binary data of exactly <paramref name="length"/> bytes, which follow through <see cref="WriteRaw"/>.</summary>
    internal void WriteBinaryHeader(int length) => WriteLength(length, FormatCode.Bin8, FormatCode.Bin16, FormatCode.Bin32);

    private void WriteStringHeader(int byteCount)
    {
        if (byteCount <= 31)
        {
            WriteByte((byte)(FormatCode.FixStr | byteCount));
            return;
        }

        WriteLength(byteCount, FormatCode.Str8, FormatCode.Str16, FormatCode.Str32);
    }
}
