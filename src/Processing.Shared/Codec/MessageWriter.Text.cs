using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Processing;

public ref partial struct MessageWriter
{
    private const int MaxFixStr = 31;
    private const int MaxHeader = 3; // of a text of so many characters
    private const int MaxInOnePass = 1024;
    private const int MaxBytesPerChar = 3;

    /// <summary>Writes a string, or nil for null.</summary>
    /// <exception cref="MessageSerializationException">The string holds half of a surrogate pair, which no UTF-8 text can express.</exception>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNil();
        }
        else if (!TryWriteShort(value))
        {
            WriteText(value);
        }
    }

    /// <summary>Writes a string.</summary>
    /// <exception cref="MessageSerializationException">The string holds half of a surrogate pair, which no UTF-8 text can express.</exception>
    public void WriteString(scoped ReadOnlySpan<char> value)
    {
        if (!TryWriteShort(value))
        {
            WriteText(value);
        }
    }

    // Most strings: few characters, all of them ASCII.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryWriteShort(scoped ReadOnlySpan<char> value)
    {
        int length = AsciiText.TryEncodeShort(value, ref MemoryMarshal.GetReference(Reserve(AsciiText.MaxEncoded)));
        _buffered += length;
        return length > 0;
    }

    private void WriteText(scoped ReadOnlySpan<char> value)
    {
        if (value.Length > MaxInOnePass)
        {
            int byteCount = Encoding.UTF8.GetByteCount(value);
            WriteStringHeader(byteCount);
            int written = Encode(value, Reserve(byteCount));
            _buffered += written; // not in one statement: making room may change it
            return;
        }

        // The header's size is known once the text's is. Text moves if its header turns out to be larger than that of as much ASCII.
        int guess = HeaderSize(value.Length);
        var room = Reserve(MaxHeader + (MaxBytesPerChar * value.Length));
        int length = Encode(value, room[guess..]);
        int size = HeaderSize(length);
        if (size != guess)
        {
            room.Slice(guess, length).CopyTo(room[size..]);
        }

        WriteStringHeader(length);
        _buffered += length;
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

    private static int Encode(scoped ReadOnlySpan<char> value, scoped Span<byte> destination)
    {
        var status = Utf8.FromUtf16(value, destination, out _, out int written, replaceInvalidSequences: false);
        return status == OperationStatus.Done
            ? written
            : throw new MessageSerializationException(
                "A string holds a lone surrogate and would arrive changed; send such data as char[] or as bytes.");
    }

    private static int HeaderSize(int byteCount) => byteCount switch { <= MaxFixStr => 1, <= byte.MaxValue => 2, _ => 3 };

    private void WriteStringHeader(int byteCount)
    {
        if (byteCount <= MaxFixStr)
        {
            WriteByte((byte)(FormatCode.FixStr | byteCount));
            return;
        }

        WriteLength(byteCount, FormatCode.Str8, FormatCode.Str16, FormatCode.Str32);
    }
}
