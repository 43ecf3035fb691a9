using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Checksums;

/// <summary>What became of one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hash">Its SHA-256; null when it could not be read.</param>
/// <param name="Reason">Why it could not be read.</param>
public sealed record Digest(byte[] Path, byte[]? Hash, string? Reason)
{
    private const int BufferLength = 128 * 1024;

    /// <summary>Reads the file and computes its hash. This is what runs in the worker processes.</summary>
    public static Digest Of(byte[] path)
    {
        using SafeFileHandle? file = Posix.Open(path);
        if (file is null)
        {
            return new Digest(path, null, Posix.LastReason);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferLength);
        int count;
        while ((count = Posix.Read(file, buffer)) > 0)
        {
            hash.AppendData(buffer, 0, count);
        }

        return count == 0 ? new Digest(path, hash.GetHashAndReset(), null) : new Digest(path, null, Posix.LastReason);
    }
}
