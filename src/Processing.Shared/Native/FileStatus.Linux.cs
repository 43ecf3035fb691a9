using System.Runtime.InteropServices;

namespace Processing;

/// <summary>The part of <c>struct statx</c> that is needed here. Unlike <c>struct stat</c> it is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct FileStatus
{
    private const int S_IFMT = 0xF000;
    private const int S_IFDIR = 0x4000;
    private const int S_IFSOCK = 0xC000;
    private const int S_ISVTX = 0x200;

    [FieldOffset(20)] private readonly uint _userId;
    [FieldOffset(24)] private readonly uint _groupId;
    [FieldOffset(28)] private readonly ushort _mode;
    [FieldOffset(32)] private readonly ulong _inode;
    [FieldOffset(136)] private readonly uint _deviceMajor;
    [FieldOffset(140)] private readonly uint _deviceMinor;

    /// <summary>Whose it is.</summary>
    public uint UserId => _userId;

    /// <summary>Which group's it is.</summary>
    public uint GroupId => _groupId;

    /// <summary>Who may read, write and execute.</summary>
    public UnixFileMode Permissions => (UnixFileMode)(_mode & 0x1FF);

    /// <summary>True for a directory.</summary>
    public bool IsDirectory => (_mode & S_IFMT) == S_IFDIR;

    /// <summary>True for a socket.</summary>
    public bool IsSocket => (_mode & S_IFMT) == S_IFSOCK;

    /// <summary>True for a directory in which only the owner of a file may remove or rename it.</summary>
    public bool IsSticky => (_mode & S_ISVTX) != 0;

    /// <summary>True if both are the same file.</summary>
    public bool IsSameFile(in FileStatus other)
        => _inode == other._inode && _deviceMajor == other._deviceMajor && _deviceMinor == other._deviceMinor;
}
