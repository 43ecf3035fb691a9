using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>
/// Maps a header, and behind it rings whose bytes each appear twice in a row, so that no piece of a ring up to its capacity ever has a seam:
/// header, ring 0, ring 0 again, ring 1, ring 1 again.
/// </summary>
internal sealed class RingMapping : RegionMapping
{
    private const int Access = Libc.PROT_READ | Libc.PROT_WRITE;

    private readonly nuint _length;

    public RingMapping(SafeFileHandle file, int headerLength, int rings, int capacity)
    {
        _length = (nuint)headerLength + (2 * (nuint)rings * (nuint)capacity);
        nint start = Libc.MapAnonymous(0, _length, 0, Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE, -1, 0);
        if (start == Libc.MapFailed)
        {
            var error = NativeError.Last;
            SetHandleAsInvalid();
            throw new NativeCallException("mmap", $"the addresses of a ring ({_length} bytes)", error);
        }

        SetHandle(start);
        try
        {
            MapAt(start, file, headerLength, 0);
            for (int ring = 0; ring < rings; ring++)
            {
                nint address = start + headerLength + (2 * (nint)ring * capacity);
                long offset = headerLength + ((long)ring * capacity);
                MapAt(address, file, capacity, offset);
                MapAt(address + capacity, file, capacity, offset);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Discard()
    {
        // One call swaps the pages, so there is no moment at which the addresses lead nowhere (mmap(2), MAP_FIXED).
        const int Flags = Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_FIXED | Libc.MAP_NORESERVE;
        if (Libc.MapAnonymous(handle, _length, Access, Flags, -1, 0) == Libc.MapFailed)
        {
            throw new NativeCallException("mmap", "a disposed ring", NativeError.Last);
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.Unmap(handle, _length) == 0;

    private static void MapAt(nint address, SafeFileHandle file, int length, long offset)
    {
        if (Libc.Map(address, (nuint)length, Access, Libc.MAP_SHARED | Libc.MAP_FIXED, file, offset) == Libc.MapFailed)
        {
            throw new NativeCallException("mmap", $"a ring ({length} bytes)", NativeError.Last);
        }
    }
}
