using System.Runtime.InteropServices;

namespace Processing.IntegrationTests;

/// <summary>What a rogue task can do: write into every socket of its worker but the control socket, as if the worker itself spoke.</summary>
internal static partial class LaneForger
{
    private const int ControlDescriptor = 3;

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

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteBytes(int descriptor, byte[] bytes, nint count);
}
