using System.Diagnostics;

namespace Processing.TestSupport;

/// <summary>Looks at the system's processes through /proc.</summary>
public static class ProcessTable
{
    /// <summary>True while the process runs; an ended one that nobody waited for is not alive.</summary>
    public static bool IsAlive(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits until none of the processes is alive. False when <paramref name="limit"/> passed first.</summary>
    public static bool WaitUntilGone(IEnumerable<int> pids, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (int pid in pids)
        {
            while (IsAlive(pid))
            {
                if (Stopwatch.GetElapsedTime(start) > limit)
                {
                    return false;
                }

                Thread.Yield();
            }
        }

        return true;
    }
}
