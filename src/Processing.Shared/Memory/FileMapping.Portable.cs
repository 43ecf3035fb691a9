using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>A mapping made by <see cref="MemoryMappedFile"/>.</summary>
internal sealed class FileMapping : RegionMapping
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public unsafe FileMapping(SafeFileHandle file, long length)
    {
        _file = MemoryMappedFile.CreateFromFile(
            file, mapName: null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        SetHandle((nint)(start + _view.PointerOffset));
    }

    /// <summary>Nothing portable can swap pages under an address, so they stay until this object is collected.</summary>
    public override void Discard()
    {
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        return true;
    }
}
