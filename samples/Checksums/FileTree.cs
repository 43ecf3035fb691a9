namespace Checksums;

/// <summary>
/// The regular files under a directory, sorted bytewise by path, read as they are asked for: in memory are only the directories on the way to
/// the file at hand.
/// </summary>
internal sealed class FileTree(byte[] root, Action<byte[], string> onUnreadable)
{
    private const byte Separator = (byte)'/';

    /// <summary>The paths, each beginning with the root as it was given.</summary>
    public IEnumerable<byte[]> Files()
    {
        var open = new Stack<IEnumerator<Entry>>();
        open.Push(Read(root).GetEnumerator());
        while (open.TryPeek(out IEnumerator<Entry>? entries))
        {
            if (!entries.MoveNext())
            {
                open.Pop();
            }
            else if (entries.Current.IsDirectory)
            {
                open.Push(Read(entries.Current.Path).GetEnumerator());
            }
            else
            {
                yield return entries.Current.Path;
            }
        }
    }

    private List<Entry> Read(byte[] directory)
    {
        if (Posix.ReadDirectory(directory) is not { } listed)
        {
            onUnreadable(directory, Posix.LastReason);
            return [];
        }

        var entries = new List<Entry>();
        foreach ((byte[] name, FileKind kind) in listed)
        {
            byte[] path = directory[^1] == Separator ? [.. directory, .. name] : [.. directory, Separator, .. name];
            FileKind known = kind;
            if (kind == FileKind.Unknown && !Posix.TryGetKind(path, followLink: false, out known, out string reason))
            {
                onUnreadable(path, reason);
            }

            if (known is FileKind.Regular or FileKind.Directory)
            {
                entries.Add(new Entry(path, known == FileKind.Directory));
            }
        }

        entries.Sort();
        return entries;
    }

    /// <summary>A directory stands where its files stand: "a.txt", "a/x", "a0", for '.' is below '/' and '0' above.</summary>
    private readonly record struct Entry(byte[] Path, bool IsDirectory) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            int common = Math.Min(Path.Length, other.Path.Length);
            int order = Path.AsSpan(0, common).SequenceCompareTo(other.Path.AsSpan(0, common));
            return order != 0 ? order : ByteAt(common) - other.ByteAt(common);
        }

        private int ByteAt(int index) => index < Path.Length ? Path[index] : IsDirectory ? Separator : -1;
    }
}
