using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Processing;

public ref partial struct MessageReader
{
    private const int MaxOnStack = 512;

    /// <summary>Reads a string, or null for nil. Bytes that are not strict UTF-8 are refused.</summary>
    public string? ReadString()
    {
        var value = ShortText();
        return !value.IsEmpty && AsciiText.TryMakeShort(value) is { } ascii ? Taken(ascii) : ReadText();
    }

    /// <summary>
    /// Reads a short text and an integer from <paramref name="min"/> to <paramref name="max"/> behind it; false, with nothing read, where
    /// something else stands there or the message or segment ends soon.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryReadShortPair(long min, long max, [NotNullWhen(true)] out string? text, out long number)
    {
        text = null;
        number = 0;
        var unread = Unread;
        if (unread.Length < AsciiText.MaxEncoded + EncodedNumber.MaxLength)
        {
            return false;
        }

        int length = unread[0] - FormatCode.FixStr;
        if ((uint)length > AsciiText.MaxShort)
        {
            return false;
        }

        int size = EncodedNumber.TryRead(unread[(1 + length)..], out number);
        if (size == 0 || number < min || number > max || AsciiText.TryMakeShort(unread.Slice(1, length)) is not { } made)
        {
            return false;
        }

        text = made;
        Advance(1 + length + size);
        _owed = Math.Max(_owed - 2, 0);
        return true;
    }

    private string Taken(string text)
    {
        Take(text.Length + 1);
        return text;
    }

    private string? ReadText()
    {
        if (TryReadNil())
        {
            return null;
        }

        int length = ReadStringHeader();
        if (Unread.Length < length)
        {
            return ReadSplitString(length);
        }

        string text = Decode(Unread[..length]);
        Advance(length);
        return text;
    }

    private string ReadSplitString(int length)
    {
        byte[] joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            TryCopyTo(joined.AsSpan(0, length));
            string text = Decode(joined.AsSpan(0, length));
            Advance(length);
            return text;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined, clearArray: true);
        }
    }

    /// <summary>Reads binary data into a new array, or null for nil.</summary>
    public byte[]? ReadBinary()
    {
        if (TryReadNil())
        {
            return null;
        }

        int length = ReadLength("binary data", FormatCode.Bin8, FormatCode.Bin16, FormatCode.Bin32);
        byte[] data = length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length);
        CopyRaw(data);
        return data;
    }

    /// <summary>Reads binary data that must have exactly the length of <paramref name="destination"/>.</summary>
    internal void ReadBinaryInto(scoped Span<byte> destination)
    {
        var start = this;
        int length = ReadLength("binary data", FormatCode.Bin8, FormatCode.Bin16, FormatCode.Bin32);
        if (length != destination.Length)
        {
            throw start.Error($"Expected {destination.Length} bytes of binary data, but found {length}.");
        }

        CopyRaw(destination);
    }

    /// <summary>
    /// Reads a string of UTF-8 bytes into <paramref name="destination"/> and returns its length, or -1 where it is longer than that;
    /// then nothing was read.
    /// </summary>
    public int ReadUtf8Into(scoped Span<byte> destination)
    {
        if (TryReadShortUtf8(destination, out int length))
        {
            return length;
        }

        var before = this;
        length = ReadStringHeader();
        if (length > destination.Length)
        {
            this = before;
            return -1;
        }

        CopyRaw(destination[..length]);
        return length;
    }

    /// <summary>Reads a string if its encoding stands next, in one segment; otherwise reads nothing and returns false.</summary>
    internal bool TryReadEncoded(scoped ReadOnlySpan<byte> encoded)
    {
        if (!Unread.StartsWith(encoded))
        {
            return false;
        }

        Take(encoded.Length);
        return true;
    }

    /// <summary>Reads bytes that a header announced, known to be there.</summary>
    private void CopyRaw(scoped Span<byte> destination)
    {
        TryCopyTo(destination);
        Advance(destination.Length);
    }

    private int ReadStringHeader()
    {
        byte code = PeekCode();
        if (code is >= FormatCode.FixStr and < FormatCode.Nil)
        {
            int length = code & 31;
            TakeHeader(1, length);
            return length;
        }

        return ReadLength("a string", FormatCode.Str8, FormatCode.Str16, FormatCode.Str32);
    }

    private int ReadLength(string expected, byte code8, byte code16, byte code32)
    {
        byte code = PeekCode();
        int size = code == code8 ? 1 : code == code16 ? 2 : code == code32 ? 4 : 0;
        if (size == 0)
        {
            ThrowUnexpected(expected, code);
        }

        ulong length = PeekNumber(size);
        TakeHeader(size + 1, length);
        return (int)length;
    }

    // The announced bytes must be there before anyone makes room for them.
    private void TakeHeader(int headerSize, ulong length)
    {
        if (length > (ulong)(Remaining - headerSize) || length > (ulong)Array.MaxLength)
        {
            ThrowTooFew(length, Remaining - headerSize);
        }

        Take(headerSize);
    }

    private void TakeHeader(int headerSize, int length) => TakeHeader(headerSize, (ulong)length);

    private bool TryReadShortUtf8(scoped Span<byte> destination, out int length)
    {
        var text = ShortText();
        length = text.Length;
        if (text.IsEmpty || length > destination.Length)
        {
            return false;
        }

        text.CopyTo(destination);
        Take(length + 1);
        return true;
    }

    // The text that stands next if it is as short as names and keys are, and not cut in two; otherwise nothing. Nothing is taken.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ReadOnlySpan<byte> ShortText()
    {
        var unread = Unread;
        int length = unread.IsEmpty ? 0 : unread[0] - FormatCode.FixStr;
        return length is > 0 and <= 31 && length < unread.Length ? unread.Slice(1, length) : [];
    }

    [SkipLocalsInit]
    private readonly string Decode(scoped ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxOnStack)
        {
            return Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : throw NotUtf8();
        }

        if (utf8.Length <= AsciiText.MaxShort && AsciiText.TryMakeShort(utf8) is { } ascii)
        {
            return ascii;
        }

        Span<char> text = stackalloc char[MaxOnStack];
        var status = Utf8.ToUtf16(utf8, text, out _, out int length, replaceInvalidSequences: false);
        return status == OperationStatus.Done ? new string(text[..length]) : throw NotUtf8();
    }

    private readonly WireFormatException NotUtf8() => Error("Expected a string, but found bytes that are not UTF-8.");

    [DoesNotReturn]
    private readonly void ThrowTooFew(ulong announced, long present)
        => throw Error($"The message announces {announced} bytes of data, but only {present} bytes follow.");
}
