using Microsoft.Win32.SafeHandles;

namespace Processing.TestSupport;

/// <summary>Stands in for another process: opens the file behind a descriptor once more, so that it can be mapped at a second address.</summary>
public static class SecondMapping
{
    /// <summary>A further descriptor of the same memory, owned by the caller.</summary>
    public static SafeFileHandle Reopen(SafeFileHandle file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return File.OpenHandle($"/proc/self/fd/{file.DangerousGetHandle()}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }
}
