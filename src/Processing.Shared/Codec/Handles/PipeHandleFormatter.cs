using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Ends of anonymous and named pipes.</summary>
internal sealed class PipeHandleFormatter : HandleFormatter<SafePipeHandle>
{
    protected override SafePipeHandle Create(SafeFileHandle received) => new(Release(received), ownsHandle: true);
}
