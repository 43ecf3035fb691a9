using System.Buffers;
using System.Text;

namespace Checksums;

/// <summary>Lines as GNU sha256sum writes them.</summary>
internal static class SumLine
{
    private const byte NewLine = (byte)'\n';

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create("\\\n\r"u8);

    /// <summary>Hash, two spaces, path. A path with characters that would break the line is escaped, and the line then begins with a backslash.</summary>
    public static byte[] Format(byte[] hash, byte[] path)
    {
        string digits = Convert.ToHexStringLower(hash);
        return path.AsSpan().ContainsAny(s_escaped)
            ? [.. Encoding.ASCII.GetBytes($"\\{digits}  "), .. Escape(path), NewLine]
            : [.. Encoding.ASCII.GetBytes($"{digits}  "), .. path, NewLine];
    }

    /// <summary>A path for a message: on one line, and as much of it as is text.</summary>
    public static string Text(byte[] path) => Encoding.UTF8.GetString(Escape(path));

    private static byte[] Escape(byte[] path)
    {
        var escaped = new List<byte>(path.Length + 8);
        foreach (byte value in path)
        {
            switch (value)
            {
                case (byte)'\\':
                    escaped.AddRange("\\\\"u8);
                    break;
                case (byte)'\n':
                    escaped.AddRange("\\n"u8);
                    break;
                case (byte)'\r':
                    escaped.AddRange("\\r"u8);
                    break;
                default:
                    escaped.Add(value);
                    break;
            }
        }

        return [.. escaped];
    }
}
