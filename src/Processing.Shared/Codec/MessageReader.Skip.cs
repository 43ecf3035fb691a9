namespace Processing;

public ref partial struct MessageReader
{
    /// <summary>Reads over one value with everything inside it, without building it and without recursion.</summary>
    public void Skip()
    {
        // How many values each open container still lacks. Levels that are already open above this value count too.
        Span<long> lacking = stackalloc long[MaxDepth + 1];
        int level = 0;
        lacking[0] = 1;
        while (true)
        {
            lacking[level]--;
            long inside = SkipOneHeader();
            if (inside > 0)
            {
                if (++level + _depth > MaxDepth)
                {
                    throw Error($"The message is nested more than {MaxDepth} levels deep.");
                }

                lacking[level] = inside;
            }

            while (lacking[level] == 0)
            {
                if (level-- == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Reads over a value without parts, or over the header of a container; returns how many values stand inside.</summary>
    private long SkipOneHeader()
    {
        byte code = PeekCode();
        switch (code)
        {
            case <= FormatCode.MaxPositiveFixInt or >= FormatCode.MinNegativeFixInt:
            case FormatCode.Nil or FormatCode.True or FormatCode.False:
                Take(1);
                return 0;
            case < FormatCode.FixArray or FormatCode.Map16 or FormatCode.Map32:
                return 2L * ReadMapHeader();
            case < FormatCode.FixStr or FormatCode.Array16 or FormatCode.Array32:
                return ReadArrayHeader();
            case < FormatCode.Nil or FormatCode.Str8 or FormatCode.Str16 or FormatCode.Str32:
                Advance(ReadStringHeader());
                return 0;
            case FormatCode.Bin8 or FormatCode.Bin16 or FormatCode.Bin32:
                Advance(ReadLength("binary data", FormatCode.Bin8, FormatCode.Bin16, FormatCode.Bin32));
                return 0;
            case FormatCode.Float32:
                PeekNumber(4);
                Take(5);
                return 0;
            case FormatCode.Float64:
                PeekNumber(8);
                Take(9);
                return 0;
            case >= FormatCode.UInt8 and <= FormatCode.Int64:
                int size = 1 << (code & 3);
                PeekNumber(size);
                Take(size + 1);
                return 0;
            case FormatCode.NeverUsed:
                throw Error("Expected a value, but found the byte 0xc1, which starts none.");
            default:
                Advance(ReadExtensionHeader(out _));
                return 0;
        }
    }
}
