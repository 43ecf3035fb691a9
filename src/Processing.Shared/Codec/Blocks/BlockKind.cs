namespace Processing;

/// <summary>The type of the numbers in a block, as its first byte tells it. The values are part of the format.</summary>
internal enum BlockKind : byte
{
    /// <summary>Elements of this type never stand in blocks.</summary>
    None = 0,
    SByte = 1,
    Int16 = 2,
    Int32 = 3,
    Int64 = 4,
    UInt16 = 5,
    UInt32 = 6,
    UInt64 = 7,
    Half = 8,
    Single = 9,
    Double = 10,
    Char = 11,
    Boolean = 12,
}
