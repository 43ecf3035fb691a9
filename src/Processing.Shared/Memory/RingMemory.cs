using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>
/// The memory of one or two rings of bytes between two processes, sealed against any change of size. Both ends may be in one process, and
/// then share this object: each releases it once.
/// </summary>
/// <remarks>
/// The file, whose numbers have the byte order of the machine:
/// <code>
///     0  header of every region, 64 bytes, purpose "ring"
///    64  number of rings (4 bytes), capacity of each (4 bytes, a power of two)
///  1024  control block of ring 0, see <see cref="RingControl"/>
///  2048  control block of ring 1
/// 65536  bytes of ring 0, then of ring 1
/// </code>
/// Byte n of a stream stands at n modulo the capacity. The rule for access is that of <see cref="SharedRegion"/>: addresses are good while
/// this object is reachable. After the last <see cref="Release"/> they lead to private zeros.
/// </remarks>
internal sealed unsafe class RingMemory
{
    /// <summary>Bytes before the first ring: a whole page on every machine, most of it never touched.</summary>
    public const int HeaderLength = 64 * 1024;
    public const int MinCapacity = 64 * 1024;
    public const int MaxCapacity = 64 * 1024 * 1024;

    private const int FirstControl = RingControl.Length;

    private readonly RingMapping _mapping;

    private int _users = 1; // Interlocked

    private RingMemory(SafeFileHandle file, RingMapping mapping, in RingHeader header)
    {
        Handle = file;
        _mapping = mapping;
        Rings = header.Rings;
        Capacity = header.Capacity;
    }

    /// <summary>The descriptor other processes map; it is this object's, lend it only.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>How many rings there are: 1 or 2.</summary>
    public int Rings { get; }

    /// <summary>Bytes in each ring, a power of two.</summary>
    public int Capacity { get; }

    /// <summary>Makes empty rings.</summary>
    /// <exception cref="NativeCallException">The system has no memory, descriptor or address space left.</exception>
    public static RingMemory Create(int rings, int capacity)
    {
        var file = new MemfdBacking().CreateFile(RingHeader.FileLength(rings, capacity), "ring");
        try
        {
            var header = new RingHeader(rings, capacity);
            var mapping = new RingMapping(file, HeaderLength, rings, capacity);
            *(RingHeader*)mapping.Start = header;
            return new RingMemory(file, mapping, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Maps rings that another process made, and takes ownership of <paramref name="file"/> whatever happens.</summary>
    /// <exception cref="WireFormatException">It is no memory of rings.</exception>
    public static RingMemory Open(SafeFileHandle file)
    {
        try
        {
            new MemfdBacking().CheckSize(file);
            // Copied once, and only the copy is looked at: what a peer writes there later changes nothing here.
            RingHeader header = default;
            long fileLength = RandomAccess.GetLength(file);
            if (fileLength < HeaderLength
                || RandomAccess.Read(file, MemoryMarshal.AsBytes(new Span<RingHeader>(ref header)), 0) != RingHeader.Length)
            {
                throw new WireFormatException($"The passed memory has {fileLength} bytes, too few for a ring.");
            }

            header.Validate(fileLength);
            return new RingMemory(file, new RingMapping(file, HeaderLength, header.Rings, header.Capacity), header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Counts one more user of this object, who releases it too.</summary>
    public RingMemory Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    /// <summary>The last user closes the descriptor and lets go of the memory. Other processes keep theirs.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Handle.Dispose();
            _mapping.Discard();
        }
    }

    /// <summary>Where the two sides of a ring meet.</summary>
    public RingControl* Control(int ring) => (RingControl*)(_mapping.Start + FirstControl + (ring * RingControl.Length));

    /// <summary>The bytes of a ring, which go on behind its capacity from the start again, for once its capacity more.</summary>
    public byte* Data(int ring) => _mapping.Start + HeaderLength + (2 * (nint)ring * Capacity);
}
