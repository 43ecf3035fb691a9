using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Shared memory as a file that only its owner may open, in a directory of its own, and that has no name from the first moment on.</summary>
internal sealed class FileBacking : RegionBacking
{
    /// <inheritdoc/>
    public override SafeFileHandle CreateFile(long length, string purpose)
    {
        // The directory is made with mode 0700 under a random name, so nobody can put a file or link of theirs in our way.
        var directory = Directory.CreateTempSubdirectory("processing-");
        try
        {
            string path = Path.Combine(directory.FullName, purpose);
            using var file = new FileStream(path, Options(length));
            file.SetLength(length);
            return Detach(file, path);
        }
        finally
        {
            // Windows keeps the name until the last handle closes; there the file goes by itself and takes no directory with it.
            directory.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public override RegionMapping Map(SafeFileHandle file, long length, string purpose) => new FileMapping(file, length);

    /// <summary>
    /// A file cannot be sealed. What protects it is that it has no name: only processes it was passed to could shorten it, and they are ours.
    /// </summary>
    public override void CheckSize(SafeFileHandle file)
    {
    }

    private static FileStreamOptions Options(long length)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            // Takes the room now: a full disk is an error here, not a fault at the first touch of a page.
            PreallocationSize = length,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static SafeFileHandle Detach(FileStream file, string path)
    {
        // A second opening outlives the stream, whose handle closes with it.
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(path);
        return handle;
    }
}
