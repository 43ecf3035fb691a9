using System.ComponentModel;
using System.Diagnostics;

namespace Processing;

internal readonly partial record struct ProcessStatus
{
    private static bool TryReadPortable(int pid, out ProcessStatus status)
    {
        status = default;
        try
        {
            using var process = Process.GetProcessById(pid);
            status = new ProcessStatus(process.StartTime.ToUniversalTime().Ticks, process.HasExited);
            return true;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // No such process, it ended meanwhile, or its details are another user's: none of ours.
            return false;
        }
    }
}
