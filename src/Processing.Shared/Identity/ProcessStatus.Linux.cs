using System.Buffers.Text;
using System.Globalization;

namespace Processing;

internal readonly partial record struct ProcessStatus
{
    // Positions in /proc/<pid>/stat, counted from the state, which is the first field after the name (proc_pid_stat(5) counts it as 3).
    private const int ThreadCountField = 20 - 3;
    private const int StartTimeField = 22 - 3;

    /// <summary>Reads one line of <c>/proc/[pid]/stat</c>.</summary>
    /// <remarks>
    /// The second field is the name in parentheses and may itself hold spaces, parentheses and line breaks, so the fields are counted from
    /// the last closing parenthesis. A main thread that ended (state Z) while others run leaves the process alive: dead is a zombie whose
    /// thread count fell to the one entry that waits for its parent.
    /// </remarks>
    internal static bool TryParse(ReadOnlySpan<byte> line, out ProcessStatus status)
    {
        status = default;
        int nameEnd = line.LastIndexOf((byte)')');
        if (nameEnd < 0 || nameEnd + 2 >= line.Length)
        {
            return false;
        }

        var rest = line[(nameEnd + 2)..];
        bool zombie = rest[0] is (byte)'Z' or (byte)'X' or (byte)'x';
        long threads = 0;
        for (int field = 0; field <= StartTimeField; field++)
        {
            int end = rest.IndexOf((byte)' ');
            var text = end < 0 ? rest : rest[..end];
            if (field is ThreadCountField or StartTimeField)
            {
                if (!Utf8Parser.TryParse(text, out long number, out int used) || used != text.Length)
                {
                    return false;
                }

                if (field == StartTimeField)
                {
                    status = new ProcessStatus(number, zombie && threads <= 1);
                    return true;
                }

                threads = number;
            }

            if (end < 0)
            {
                return false;
            }

            rest = rest[(end + 1)..];
        }

        return false;
    }

    private static bool TryReadLinux(int pid, out ProcessStatus status)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat");
        status = default;
        if (!File.Exists(path))
        {
            return false;
        }

        byte[] line;
        try
        {
            line = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException || IsNoSuchProcess(error))
        {
            // It ended between the look and the read: the answer is the same as a moment later.
            return false;
        }

        return TryParse(line, out status)
            ? true
            : throw new ProcessingException($"{path} does not have the fields that proc_pid_stat(5) promises.");
    }

    // .NET reports the errno of an I/O call that has no exception of its own in the HResult.
    private static bool IsNoSuchProcess(Exception error) => error is IOException { HResult: NativeError.ESRCH };
}
