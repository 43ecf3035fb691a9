using System.Diagnostics;
using Processing.Bench.Common;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>A client that connects, proves its key and closes, again and again; as the listener sees it.</summary>
internal static class ListenerAccept
{
    // Compiled code reaches its last form only after some thousand calls, on both ends.
    private const double WarmUpSeconds = 1;

    public static double ConnectionsPerSecond()
    {
        using var listener = new Listener();
        using ChildProcess child = ChildProcess.Start(Connect, listener.Address.ToString());
        listener.Accept().Dispose(); // the child runs
        long begin = Stopwatch.GetTimestamp();
        while (Measure.SecondsSince(begin) < WarmUpSeconds)
        {
            listener.Accept().Dispose();
        }

        double seconds = Measure.SecondsPerIteration(iterations =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++)
            {
                listener.Accept().Dispose();
            }

            return Measure.SecondsSince(start);
        });
        child.Kill();
        return 1 / seconds;
    }

    private static void Connect(string address)
    {
        while (true)
        {
            Client.Connect(address).Dispose();
        }
    }
}
