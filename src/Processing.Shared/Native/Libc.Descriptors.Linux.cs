using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

internal static unsafe partial class Libc
{
    private const int F_DUPFD_CLOEXEC = 1030;

    /// <summary>A second descriptor for the same thing, which no child inherits.</summary>
    /// <exception cref="NativeCallException">The process or the system is out of descriptors.</exception>
    public static SafeFileHandle Duplicate(SafeHandle handle)
    {
        var duplicate = DuplicateDescriptor(handle, F_DUPFD_CLOEXEC, lowest: 0);
        if (!duplicate.IsInvalid)
        {
            return duplicate;
        }

        var error = NativeError.Last;
        duplicate.Dispose();
        throw new NativeCallException("fcntl(F_DUPFD_CLOEXEC)", "a handle that is passed on", error);
    }

    /// <summary><c>fcntl</c> once more; of its variadic form the same holds as of <see cref="ControlSeals"/>.</summary>
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial SafeFileHandle DuplicateDescriptor(SafeHandle handle, int command, int lowest);
}
