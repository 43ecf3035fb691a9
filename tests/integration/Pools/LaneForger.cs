using System.Runtime.InteropServices;

namespace Processing.IntegrationTests;

/// <summary>What a rogue task can do: write into every socket of its worker but the control socket, as if the worker itself spoke.</summary>
internal static partial class LaneForger
{
    private const int ControlDescriptor = 3;

    /// <summary>Starts a process that inherits every socket of this one, outlives it, and is in no group of ours; returns its id.</summary>
    public static int LeaveSocketsToDaemon()
    {
        foreach (string path in Directory.GetFiles("/proc/self/fd"))
        {
            if (new FileInfo(path).LinkTarget is { } target && target.StartsWith("socket:", StringComparison.Ordinal))
            {
                _ = Duplicate(int.Parse(Path.GetFileName(path))); // a duplicate stays open across exec
            }
        }

        using var daemon = System.Diagnostics.Process.Start("setsid", "sleep 1000");
        return daemon.Id;
    }

    /// <summary>Sends <paramref name="payload"/> as a whole frame.</summary>
    public static void Write(byte[] payload)
    {
        byte[] frame = [0, 0, 0, (byte)payload.Length, .. payload];
        foreach (string path in Directory.GetFiles("/proc/self/fd"))
        {
            int descriptor = int.Parse(Path.GetFileName(path));
            if (descriptor > ControlDescriptor && new FileInfo(path).LinkTarget is { } target && target.StartsWith("socket:", StringComparison.Ordinal))
            {
                _ = WriteBytes(descriptor, frame, frame.Length);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteBytes(int descriptor, byte[] bytes, nint count);
}
