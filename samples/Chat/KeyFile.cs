namespace Chat;

/// <summary>The key of a room, in a file.</summary>
internal static class KeyFile
{
    /// <summary>Writes a new key to a file that is not there yet, for the owner's eyes only.</summary>
    public static void Create(FileInfo file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file.FullName, options);
        stream.Write(AuthKey.Generate().ToArray());
    }

    /// <summary>Reads a key.</summary>
    public static AuthKey Read(FileInfo file) => new(File.ReadAllBytes(file.FullName));
}
