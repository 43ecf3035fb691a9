using Microsoft.Win32.SafeHandles;

namespace Processing;

public ref partial struct MessageReader
{
    /// <summary>Reads how many values the array that starts here has. They follow.</summary>
    public int ReadArrayHeader() => ReadContainerHeader("an array", FormatCode.FixArray, FormatCode.Array16, FormatCode.Array32, 1);

    /// <summary>Reads how many pairs the map that starts here has. They follow: key, value, key, value...</summary>
    public int ReadMapHeader() => ReadContainerHeader("a map", FormatCode.FixMap, FormatCode.Map16, FormatCode.Map32, 2);

    /// <summary>Reads the header of an array that must have <paramref name="count"/> values to be <paramref name="what"/>.</summary>
    /// <param name="count">How many values it must have.</param>
    /// <param name="what">What it is, in words for the error, such as "a pair".</param>
    public void ReadArrayHeaderOf(int count, string what)
    {
        var start = this;
        int found = ReadArrayHeader();
        if (found != count)
        {
            throw start.Error($"Expected {what} as an array of {count}, but found an array of {found}.");
        }
    }

    /// <summary>Reads the head of an extension value; its data is read with <see cref="ReadExtensionData"/>.</summary>
    /// <param name="type">Which extension it is.</param>
    /// <returns>How many bytes of data it has.</returns>
    public int ReadExtensionHeader(out sbyte type)
    {
        byte code = PeekCode();
        int size = code switch
        {
            FormatCode.Ext8 => 1,
            FormatCode.Ext16 => 2,
            FormatCode.Ext32 => 4,
            >= FormatCode.FixExt1 and <= FormatCode.FixExt16 => 0,
            _ => -1,
        };
        if (size < 0)
        {
            ThrowUnexpected("an extension", code);
        }

        ulong length = size == 0 ? 1UL << (code - FormatCode.FixExt1) : PeekNumber(size);
        Span<byte> head = stackalloc byte[6];
        head = head[..(size + 2)];
        if (!TryCopyTo(head))
        {
            ThrowTruncated(head.Length);
        }

        TakeHeader(head.Length, length);
        type = (sbyte)head[^1];
        return (int)length;
    }

    /// <summary>Reads the data of an extension whose header was just read.</summary>
    /// <param name="destination">Room for exactly as many bytes as the header told.</param>
    public void ReadExtensionData(scoped Span<byte> destination)
    {
        if (Remaining < destination.Length)
        {
            ThrowTruncated(destination.Length);
        }

        CopyRaw(destination);
    }

    /// <summary>Reads a native handle, which is the caller's to close from now on.</summary>
    internal SafeFileHandle ReadHandle()
    {
        var start = this;
        int length = ReadExtensionHeader(out sbyte type);
        if (type != ExtensionType.Handle || length != 1)
        {
            throw start.Error($"Expected a native handle, but found an extension of type {type} with {length} bytes.");
        }

        Span<byte> index = stackalloc byte[1];
        CopyRaw(index);
        if (Handles is null)
        {
            throw start.Error("The message names a native handle, but came over a connection that carries none.");
        }

        return Handles.Claim(index[0]);
    }

    private int ReadContainerHeader(string expected, byte fixedCode, byte code16, byte code32, int valuesPerElement)
    {
        byte code = PeekCode();
        int size = (code & 0xf0) == fixedCode ? 0 : code == code16 ? 2 : code == code32 ? 4 : -1;
        if (size < 0)
        {
            ThrowUnexpected(expected, code);
        }

        long count = size == 0 ? code & 15 : (long)PeekNumber(size);
        TakeContainerHeader(size + 1, count, valuesPerElement);
        return (int)count;
    }

    private void TakeContainerHeader(int headerSize, long count, int valuesPerElement)
    {
        long owed = Math.Max(_owed - 1, 0) + (count * valuesPerElement);
        long left = Remaining - headerSize;
        if (owed > left || count > Array.MaxLength)
        {
            throw Error($"The message announces {count} elements, but the {left} bytes that follow cannot hold them.");
        }

        Advance(headerSize);
        _owed = owed;
        CountContainer();
    }
}
