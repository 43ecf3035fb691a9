using System.Diagnostics;
using System.Globalization;
using Processing.Messaging;

namespace Processing.Bench.Rows;

/// <summary>What a connection costs the server while it waits for a message that does not come: memory, and no thread.</summary>
internal static class ListenerIdle
{
    private const int WarmUp = 500;
    private const int Connections = 2_000;
    private const int MostThreads = 64;

    public static double BytesPerConnection()
    {
        using var listener = new Listener();
        using ChildProcess child = ChildProcess.Start(Connect, listener.Address.ToString());
        var idle = new List<(Connection, Task)>();
        Accept(listener, idle, WarmUp);
        long before = ResidentBytes();
        Accept(listener, idle, Connections);
        double bytes = (double)(ResidentBytes() - before) / Connections;
        using var self = Process.GetCurrentProcess();
        child.Kill();
        return self.Threads.Count <= MostThreads
            ? bytes
            : throw new InvalidOperationException($"{idle.Count} idle connections have {self.Threads.Count} threads.");
    }

    private static void Accept(Listener listener, List<(Connection, Task)> idle, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Connection connection = listener.Accept();
            idle.Add((connection, connection.ReceiveBytesAsync().AsTask()));
        }
    }

    private static void Connect(string address)
    {
        var connections = new List<Connection>();
        for (int i = 0; i < WarmUp + Connections; i++)
        {
            connections.Add(Client.Connect(address));
        }

        CurrentProcess.StopToken.WaitHandle.WaitOne();
        connections.ForEach(connection => connection.Dispose());
    }

    private static long ResidentBytes()
    {
        // Garbage of the handshakes is no cost of waiting; this also gives its pages back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
