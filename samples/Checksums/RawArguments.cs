using System.Text;

namespace Checksums;

/// <summary>Arguments as the bytes they were given in: a path need not be UTF-8, but .NET's strings have to be valid text.</summary>
internal static class RawArguments
{
    private const char Replacement = '\uFFFD'; // what stands in a string where the bytes were not valid

    /// <summary>The bytes of an argument whose text is <paramref name="text"/>.</summary>
    public static byte[] BytesOf(string text, string[] arguments)
    {
        int index = Array.IndexOf(arguments, text);
        if (index < 0 || !text.Contains(Replacement, StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        // The program's own arguments are the last ones of the command line, each ended by a zero byte.
        List<byte[]> raw = Split(File.ReadAllBytes("/proc/self/cmdline"));
        return raw[raw.Count - arguments.Length + index];
    }

    private static List<byte[]> Split(byte[] commandLine)
    {
        var parts = new List<byte[]>();
        int start = 0;
        for (int end; (end = Array.IndexOf(commandLine, (byte)0, start)) >= 0; start = end + 1)
        {
            parts.Add(commandLine[start..end]);
        }

        return parts;
    }
}
