namespace Processing.Messaging;

/// <summary>What to wait for on a descriptor. Its end or failure ends every wait.</summary>
[Flags]
internal enum DescriptorEvents
{
    /// <summary>Nothing but the end of the descriptor.</summary>
    None = 0,

    /// <summary>Something can be read, a connection accepted, or the end has come; the value of POLLIN.</summary>
    Readable = 1,

    /// <summary>Something can be written; the value of POLLOUT.</summary>
    Writable = 4,
}
