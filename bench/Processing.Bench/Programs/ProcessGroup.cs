using System.Runtime.InteropServices;

namespace Processing.Bench;

/// <summary>A program and everything it started, which <c>setsid</c> has put into one group.</summary>
internal static partial class ProcessGroup
{
    private const int SIGKILL = 9;

    /// <summary>Kills what is left of the group; nothing left is no error.</summary>
    public static void Kill(int leader) => _ = kill(-leader, SIGKILL);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
