using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>A block of memory that several processes map, found only by whoever was handed its descriptor.</summary>
/// <remarks>
/// The rule for access: an address inside the region is good for as long as the <see cref="SharedRegion"/> object is reachable, disposed or
/// not. <see cref="Dispose"/> closes the descriptor and lets go of the shared pages, yet a thread that is in the middle of an access only
/// meets private memory in their place; the addresses are given back by the finalizer. So the fast paths need no reference counting. Whoever
/// keeps a raw pointer keeps the region reachable beside it, and ends each access with <see cref="GC.KeepAlive"/>.
/// </remarks>
internal sealed class SharedRegion : IDisposable, IPassable<SharedRegion>
{
    /// <summary>Bytes before the payload in the file; a user that wants page alignment in the file counts from here.</summary>
    public const int HeaderLength = RegionHeader.Length;

    private readonly SafeFileHandle _file;
    private readonly RegionMapping _mapping;

    // 0 = open, 1 = disposed; written by the first Dispose only.
    private int _disposed;

    private unsafe SharedRegion(SafeFileHandle file, RegionMapping mapping, in RegionHeader header)
    {
        _file = file;
        _mapping = mapping;
        Size = header.Size;
        Purpose = header.Purpose;
        Creator = header.Creator;
        Pointer = mapping.Start + RegionHeader.Length;
    }

    /// <summary>Bytes of payload.</summary>
    public long Size { get; }

    /// <summary>What the region is for.</summary>
    public string Purpose { get; }

    /// <summary>The process that made it, which may be gone.</summary>
    public ProcessIdentity Creator { get; }

    /// <summary>First byte of the payload, on a cache line of its own.</summary>
    public unsafe byte* Pointer { get; }

    /// <summary>The descriptor other processes map; it is this object's, lend it only.</summary>
    public SafeFileHandle Handle => _file;

    /// <summary>True once <see cref="Dispose"/> was called.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Makes a region of zeros.</summary>
    /// <param name="size">Bytes of payload, at least 1.</param>
    /// <param name="purpose">What it is for: ASCII, at most 24 characters; seen in errors and in the system's list of mappings.</param>
    /// <exception cref="NativeCallException">The system has no memory, descriptor or address space left.</exception>
    public static SharedRegion Create(long size, string purpose) => Create(size, purpose, RegionBacking.Default);

    /// <summary>Maps a region that another process made, and takes ownership of <paramref name="file"/> whatever happens.</summary>
    /// <exception cref="WireFormatException">It is no region of ours, or was made for something else.</exception>
    public static SharedRegion Open(SafeFileHandle file) => Open(file, RegionBacking.Default);

    /// <summary>Maps the region that came with a message.</summary>
    public static SharedRegion ReadFrom(ref MessageReader reader) => Open(reader.ReadHandle());

    /// <summary>Lends the descriptor: the receiver maps the same memory, and this object stays as it is.</summary>
    public void WriteTo(ref MessageWriter writer)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        writer.LendHandle(_file);
    }

    /// <summary>The value of type <typeparamref name="T"/> at <paramref name="offset"/> bytes into the payload.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would not lie inside the payload.</exception>
    public unsafe ref T At<T>(long offset)
        where T : unmanaged
    {
        if ((ulong)offset > (ulong)Size || Size - offset < sizeof(T))
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"A {typeof(T).Name} there would not lie inside the {Size} bytes of the region '{Purpose}'.");
        }

        return ref Unsafe.AsRef<T>(Pointer + offset);
    }

    /// <summary>Checks that a received region is what the receiver takes it for.</summary>
    /// <exception cref="WireFormatException">It was made for something else, or is too small for it.</exception>
    public SharedRegion Require(string purpose, long minimumSize)
    {
        if (Purpose == purpose && Size >= minimumSize)
        {
            return this;
        }

        Dispose();
        throw new WireFormatException(
            $"A shared region for '{purpose}' of at least {minimumSize} bytes was expected, one for '{Purpose}' of {Size} bytes was passed.");
    }

    /// <summary>Closes the descriptor and lets go of the memory. Other processes keep theirs.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _file.Dispose();
            _mapping.Discard();
        }
    }

    internal static unsafe SharedRegion Create(long size, string purpose, RegionBacking backing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, long.MaxValue - RegionHeader.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purpose.Length, RegionHeader.MaxPurposeLength, nameof(purpose));
        var file = backing.CreateFile(size + RegionHeader.Length, purpose);
        try
        {
            var mapping = backing.Map(file, size + RegionHeader.Length, purpose);
            var header = new RegionHeader(size, purpose, ProcessIdentity.Current);
            *(RegionHeader*)mapping.Start = header;
            return new SharedRegion(file, mapping, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static unsafe SharedRegion Open(SafeFileHandle file, RegionBacking backing)
    {
        RegionMapping? mapping = null;
        try
        {
            backing.CheckSize(file);
            long length = RandomAccess.GetLength(file);
            if (length <= RegionHeader.Length)
            {
                throw new WireFormatException($"The passed memory has {length} bytes, too few for a shared region.");
            }

            mapping = backing.Map(file, length, "passed memory");
            // Copied once: what a peer writes there later changes nothing here.
            var header = *(RegionHeader*)mapping.Start;
            header.Validate(length);
            return new SharedRegion(file, mapping, header);
        }
        catch
        {
            mapping?.Dispose();
            file.Dispose();
            throw;
        }
    }
}
