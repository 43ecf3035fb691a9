using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>A mapping made by <c>mmap</c>.</summary>
internal sealed class MemfdMapping : RegionMapping
{
    private const int Access = Libc.PROT_READ | Libc.PROT_WRITE;

    private readonly nuint _length;

    public MemfdMapping(SafeFileHandle file, long length, string purpose)
    {
        _length = checked((nuint)length);
        nint address = Libc.Map(0, _length, Access, Libc.MAP_SHARED, file, 0);
        if (address == Libc.MapFailed)
        {
            var error = NativeError.Last;
            SetHandleAsInvalid();
            throw new NativeCallException("mmap", $"{purpose} ({length} bytes)", error);
        }

        SetHandle(address);
    }

    /// <inheritdoc/>
    public override void Discard()
    {
        // One call swaps the pages, so there is no moment at which the addresses lead nowhere (mmap(2), MAP_FIXED).
        const int Flags = Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_FIXED | Libc.MAP_NORESERVE;
        if (Libc.MapAnonymous(handle, _length, Access, Flags, -1, 0) == Libc.MapFailed)
        {
            throw new NativeCallException("mmap", "a disposed region", NativeError.Last);
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.Unmap(handle, _length) == 0;
}
