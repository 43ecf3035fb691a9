using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>Sends <paramref name="payload"/> as a whole frame: on every socket, and through every ring in shared memory.</summary>
    public static void Write(byte[] payload)
    {
        byte[] frame = [0, 0, 0, (byte)payload.Length, .. payload];
        var sockets = new List<int>();
        SafeFileHandle? ring = null;
        foreach (string path in Directory.GetFiles("/proc/self/fd"))
        {
            int descriptor = int.Parse(Path.GetFileName(path));
            string target = new FileInfo(path).LinkTarget ?? "";
            if (descriptor > ControlDescriptor && target.StartsWith("socket:", StringComparison.Ordinal))
            {
                sockets.Add(descriptor);
            }
            else if (target.StartsWith("/memfd:processing-ring", StringComparison.Ordinal))
            {
                ring = new SafeFileHandle(Duplicate(descriptor), ownsHandle: true);
            }
        }

        if (ring is null)
        {
            sockets.ForEach(socket => _ = WriteBytes(socket, frame, frame.Length));
        }
        else
        {
            // Beside a ring a byte in the socket only wakes whoever sleeps there.
            WriteToRing(ring, frame, ringBells: () => sockets.ForEach(socket => _ = WriteBytes(socket, frame, 1)));
        }
    }

    private static unsafe void WriteToRing(SafeFileHandle file, byte[] frame, Action ringBells)
    {
        // A worker is the second end of its lane, which sends through the first ring.
        var memory = RingMemory.Open(file);
        RingControl* control = memory.Control(0);
        var writer = new RingWriter(memory, ring: 0, control->Written);
        if (writer.HasRoom(frame.Length))
        {
            writer.Write(frame);
            writer.Publish();
            ringBells();
            // What the worker itself writes next goes to the same place, so it must not come before this was read.
            SpinWait.SpinUntil(() => Volatile.Read(ref control->Read) >= writer.Position, TimeSpan.FromSeconds(30));
        }

        memory.Release();
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteBytes(int descriptor, byte[] bytes, nint count);
}
