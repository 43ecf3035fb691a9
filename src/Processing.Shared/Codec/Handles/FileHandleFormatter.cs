using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Open files of any kind.</summary>
internal sealed class FileHandleFormatter : HandleFormatter<SafeFileHandle>
{
    protected override SafeFileHandle Create(SafeFileHandle received) => received;
}
