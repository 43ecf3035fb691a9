using System.Runtime.InteropServices;

namespace Processing;

/// <summary>What stands at the start of the memory of rings, behind the header that every region has.</summary>
[StructLayout(LayoutKind.Explicit, Size = Length)]
internal readonly struct RingHeader
{
    public const int Length = RegionHeader.Length + 64;

    private const string ExpectedPurpose = "ring";

    [FieldOffset(0)] private readonly RegionHeader _region;
    [FieldOffset(64)] private readonly int _rings;
    [FieldOffset(68)] private readonly int _capacity;

    public RingHeader(int rings, int capacity)
    {
        _region = new RegionHeader(FileLength(rings, capacity) - RegionHeader.Length, ExpectedPurpose, ProcessIdentity.Current);
        _rings = rings;
        _capacity = capacity;
    }

    /// <summary>One for a one-way pipe, two for one in both directions.</summary>
    public int Rings => _rings;

    /// <summary>Bytes in each ring.</summary>
    public int Capacity => _capacity;

    /// <summary>How long the file is.</summary>
    public static long FileLength(int rings, int capacity) => RingMemory.HeaderLength + ((long)rings * capacity);

    /// <summary>Checks a copy of a header that another process wrote against the file it stands in.</summary>
    /// <exception cref="WireFormatException">This is no memory of rings, or its sizes are none that can be.</exception>
    public void Validate(long fileLength)
    {
        _region.Validate(fileLength);
        if (_region.Purpose != ExpectedPurpose
            || _rings is < 1 or > 2
            || _capacity is < RingMemory.MinCapacity or > RingMemory.MaxCapacity
            || (_capacity & (_capacity - 1)) != 0
            || fileLength != FileLength(_rings, _capacity))
        {
            throw new WireFormatException(
                $"The passed memory is no ring: it is for '{_region.Purpose}', and says it holds {_rings} rings of {_capacity} bytes in {fileLength} bytes.");
        }
    }
}
