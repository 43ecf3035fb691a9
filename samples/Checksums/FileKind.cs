namespace Checksums;

/// <summary>Kinds of directory entries, numbered as the kernel numbers them.</summary>
internal enum FileKind : byte
{
    /// <summary>The file system does not say: the entry itself has to be asked.</summary>
    Unknown = 0,
    Directory = 4,
    Regular = 8,
    Link = 10,
}
