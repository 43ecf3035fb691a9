namespace Processing;

/// <summary>Types of the MessagePack extension values that Processing writes.</summary>
internal static class ExtensionType
{
    /// <summary>A point in time, defined by the MessagePack specification.</summary>
    public const sbyte Timestamp = -1;

    /// <summary>A native handle; one byte of data, its index among the handles that ride beside the message.</summary>
    public const sbyte Handle = 1;

    /// <summary>Many numbers of one type; see <see cref="NumberBlock"/>.</summary>
    public const sbyte NumberBlock = 2;
}
