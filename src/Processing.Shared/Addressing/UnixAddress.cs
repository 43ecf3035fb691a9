using System.Text;

namespace Processing;

/// <summary>A Unix domain socket, by its path: <c>unix:/run/x</c>. There are no abstract names: nothing would keep other users out.</summary>
public sealed record UnixAddress : ProcessAddress
{
    /// <summary>The system takes no longer path, counted in bytes of UTF-8.</summary>
    public const int MaxPathBytes = 107;

    /// <summary>Names the socket at <paramref name="path"/>.</summary>
    /// <param name="path">The path, at most <see cref="MaxPathBytes"/> bytes long. One without a slash at the start is in the current directory.</param>
    /// <exception cref="ArgumentException">The path cannot be the path of a socket; the message says why.</exception>
    public UnixAddress(string path) => Path = path;

    /// <summary>The path of the socket.</summary>
    public string Path
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = FindMistake(value) is { } mistake ? throw new ArgumentException(mistake) : value;
        }
    }

    private protected override string Text => $"{AddressParser.UnixScheme}{Path}";

    private static string? FindMistake(string path)
    {
        if (path.Length == 0)
        {
            return "it names no path; write unix:/run/x.";
        }

        if (path[0] is '@' or '\0')
        {
            return "abstract names have no permissions, so they are not supported; write the path of a socket, unix:/run/x (or unix:./@x for a file of that name).";
        }

        if (path.Contains('\0'))
        {
            return $"its path has a zero character at position {path.IndexOf('\0')}.";
        }

        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            return "a path has one slash at its start; write unix:/run/x.";
        }

        if (path[^1] == '/')
        {
            return "its path ends with a slash, so it names a directory; write unix:/run/x.";
        }

        int length = Encoding.UTF8.GetByteCount(path);
        if (length > MaxPathBytes)
        {
            return $"its path has {length} bytes; a socket's path can have at most {MaxPathBytes}. Choose a shorter directory.";
        }

        return HasLoneSurrogate(path) ? "its path is no valid Unicode text." : null;
    }

    private static bool HasLoneSurrogate(string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (i + 1 < path.Length && char.IsSurrogatePair(path[i], path[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(path[i]))
            {
                return true;
            }
        }

        return false;
    }
}
