using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Shared memory as an anonymous file, sealed so that its size can never change: no name, no file system that could be full.</summary>
internal sealed class MemfdBacking : RegionBacking
{
    private const int Seals = Libc.F_SEAL_SHRINK | Libc.F_SEAL_GROW | Libc.F_SEAL_SEAL;

    /// <inheritdoc/>
    public override SafeFileHandle CreateFile(long length, string purpose)
    {
        var file = Libc.MemfdCreate($"processing-{purpose}", Libc.MFD_CLOEXEC | Libc.MFD_ALLOW_SEALING);
        if (file.IsInvalid)
        {
            var error = NativeError.Last;
            file.Dispose();
            throw new NativeCallException("memfd_create", purpose, error);
        }

        if (Libc.Truncate(file, length) != 0)
        {
            throw Failed("ftruncate", file, purpose);
        }

        return Libc.ControlSeals(file, Libc.F_ADD_SEALS, Seals) == 0 ? file : throw Failed("fcntl(F_ADD_SEALS)", file, purpose);
    }

    /// <inheritdoc/>
    public override RegionMapping Map(SafeFileHandle file, long length, string purpose) => new MemfdMapping(file, length, purpose);

    /// <inheritdoc/>
    public override void CheckSize(SafeFileHandle file)
    {
        int seals = Libc.ControlSeals(file, Libc.F_GET_SEALS, 0);
        if (seals < 0 || (seals & Libc.F_SEAL_SHRINK) == 0)
        {
            throw new WireFormatException(
                "The passed memory is not sealed against shrinking. It comes from a stranger, or from a process with PROCESSING_PORTABLE=1 while this one has it not.");
        }
    }

    private static NativeCallException Failed(string call, SafeFileHandle file, string purpose)
    {
        var error = NativeError.Last;
        file.Dispose();
        return new NativeCallException(call, purpose, error);
    }
}
