namespace PythonPeer;

/// <summary>A key in a file.</summary>
internal static class KeyFile
{
    /// <summary>The bytes of the file. Where they are text, a line break at the end is not part of the key: editors like to add one.</summary>
    public static AuthKey Read(FileInfo file)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file.FullName);
        ReadOnlySpan<byte> line = bytes.TrimEnd("\r\n"u8);
        return new AuthKey(line.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? line : bytes);
    }
}
