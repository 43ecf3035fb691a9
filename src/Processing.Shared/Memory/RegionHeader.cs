using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Processing;

/// <summary>
/// What stands at the start of every shared region, one cache line, written by the creator before anyone else can map it and never after.
/// </summary>
/// <remarks>
/// <code>
///  0  magic      "PRCSHMEM"
///  8  version    1
/// 12  header     64, where the payload starts
/// 16  size       bytes of payload
/// 24  creator    pid, 4 bytes zero, start time (8)
/// 40  purpose    ASCII, padded with zeros to 24 bytes
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Length)]
internal struct RegionHeader
{
    public const int Length = 64;
    public const int MaxPurposeLength = 24;

    private const ulong ExpectedMagic = 0x4D454D4853435250;
    private const int ExpectedVersion = 1;

    [FieldOffset(0)] private ulong _magic;
    [FieldOffset(8)] private int _version;
    [FieldOffset(12)] private int _headerLength;
    [FieldOffset(16)] private long _size;
    [FieldOffset(24)] private int _creatorPid;
    [FieldOffset(32)] private long _creatorStartTime;
    [FieldOffset(40)] private PurposeBytes _purpose;

    public RegionHeader(long size, string purpose, ProcessIdentity creator)
    {
        _magic = ExpectedMagic;
        _version = ExpectedVersion;
        _headerLength = Length;
        _size = size;
        _creatorPid = creator.Pid;
        _creatorStartTime = creator.StartTime;
        Encoding.ASCII.GetBytes(purpose, _purpose);
    }

    /// <summary>Bytes of payload.</summary>
    public readonly long Size => _size;

    /// <summary>Who made the region.</summary>
    public readonly ProcessIdentity Creator => new(_creatorPid, _creatorStartTime);

    /// <summary>What the region is for, as its creator said.</summary>
    public readonly string Purpose
    {
        get
        {
            ReadOnlySpan<byte> bytes = _purpose;
            int end = bytes.IndexOf((byte)0);
            return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }

    /// <summary>Checks a header that another process wrote against the file it stands in.</summary>
    /// <exception cref="WireFormatException">This is no region of ours, or of another version, or its size is not the file's.</exception>
    public readonly void Validate(long fileLength)
    {
        if (_magic != ExpectedMagic)
        {
            throw new WireFormatException("The passed handle is no shared region of Processing: its first bytes are others.");
        }

        if (_version != ExpectedVersion || _headerLength != Length)
        {
            throw new WireFormatException(
                $"The shared region has layout version {_version}, this process knows {ExpectedVersion}; both sides must use the same release of Processing.");
        }

        if (_size <= 0 || _size != fileLength - Length)
        {
            throw new WireFormatException($"The shared region says it holds {_size} bytes, but its memory has room for {fileLength - Length}.");
        }
    }

    [InlineArray(MaxPurposeLength)]
    private struct PurposeBytes
    {
        private byte _first;
    }
}
