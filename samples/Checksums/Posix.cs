using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checksums;

/// <summary>
/// The few calls of the C library that take paths as bytes. System.IO takes strings, and a file name that is not valid UTF-8 has no string
/// that leads back to it. Layouts are those of 64-bit Linux.
/// </summary>
internal static unsafe partial class Posix
{
    private const int O_RDONLY = 0;
    private const int O_CLOEXEC = 0x80000;
    private const int AT_FDCWD = -100;
    private const int AT_SYMLINK_NOFOLLOW = 0x100;
    private const uint STATX_TYPE = 1;
    private const int S_IFMT = 0xF000;
    private const int EINTR = 4;

    // struct dirent: the entry's kind and its name, which ends with a zero byte.
    private const int KindOffset = 18;
    private const int NameOffset = 19;

    // struct statx is laid out alike on every processor.
    private const int StatxSize = 256;
    private const int StatxModeOffset = 28;

    /// <summary>What went wrong in the latest call of this thread, in the C library's words. To be read at once: .NET makes such calls too.</summary>
    public static string LastReason => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    /// <summary>Opens a file to read it; null when that fails.</summary>
    public static SafeFileHandle? Open(byte[] path)
    {
        int descriptor = OpenPath(Terminated(path), O_RDONLY | O_CLOEXEC);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Reads up to a bufferful; 0 at the end of the file, -1 when that fails.</summary>
    public static int Read(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
            {
                count = ReadDescriptor(file, start, buffer.Length);
            }
            while (count < 0 && Marshal.GetLastPInvokeError() == EINTR);

            return (int)count;
        }
    }

    /// <summary>
    /// Writes all of it to standard output; false when that fails. .NET's own stream keeps silent when the reader has gone ("| head"), and the
    /// program would work on for nobody.
    /// </summary>
    public static bool WriteToOutput(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint done = 0; done < bytes.Length;)
            {
                nint count = WriteDescriptor(descriptor: 1, start + done, bytes.Length - done);
                if (count < 0 && Marshal.GetLastPInvokeError() != EINTR)
                {
                    return false;
                }

                done += Math.Max(count, 0);
            }
        }

        return true;
    }

    /// <summary>Asks for the kind of what <paramref name="path"/> names; false, with the reason, when there is nothing or it cannot be seen.</summary>
    public static bool TryGetKind(byte[] path, bool followLink, out FileKind kind, out string reason)
    {
        byte* status = stackalloc byte[StatxSize];
        bool known = Statx(AT_FDCWD, Terminated(path), followLink ? 0 : AT_SYMLINK_NOFOLLOW, STATX_TYPE, status) == 0;
        kind = known ? (FileKind)((*(ushort*)(status + StatxModeOffset) & S_IFMT) >> 12) : FileKind.Unknown;
        reason = known ? "" : LastReason;
        return known;
    }

    /// <summary>The entries of a directory in no order, without "." and ".."; null when it cannot be read.</summary>
    public static List<(byte[] Name, FileKind Kind)>? ReadDirectory(byte[] path)
    {
        nint stream = OpenDirectory(Terminated(path));
        if (stream == 0)
        {
            return null;
        }

        try
        {
            var entries = new List<(byte[], FileKind)>();
            while (ReadEntry(stream) is var entry && entry != null)
            {
                ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameOffset);
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    entries.Add((name.ToArray(), (FileKind)entry[KindOffset]));
                }
            }

            return Marshal.GetLastPInvokeError() == 0 ? entries : null;
        }
        finally
        {
            int error = Marshal.GetLastPInvokeError();
            _ = CloseDirectory(stream);
            Marshal.SetLastPInvokeError(error); // what the caller asks about is the reading
        }
    }

    private static byte[] Terminated(byte[] path) => [.. path, 0];

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int OpenPath(byte[] path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadDescriptor(SafeFileHandle file, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteDescriptor(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int directory, byte[] path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    private static partial nint OpenDirectory(byte[] path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial byte* ReadEntry(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir", SetLastError = true)]
    private static partial int CloseDirectory(nint stream);
}
