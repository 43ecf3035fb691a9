using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>The least pool: two processes with a socket each that answer ints with ints.</summary>
internal static class SocketPool
{
    private const int Workers = 2;
    private const int Window = 64; // tasks in flight at one worker

    public static double MicrosecondsPerCall(string row)
    {
        SocketChannel[] workers = Start(row);
        int next = 0;
        double seconds = Measure.MedianSeconds(
            () =>
            {
                int value = next++;
                Socket worker = workers[value % Workers].Socket;
                Span<byte> bytes = MemoryMarshal.AsBytes(new Span<int>(ref value));
                long start = Stopwatch.GetTimestamp();
                SocketChannel.Send(worker, bytes);
                SocketChannel.Receive(worker, bytes);
                return Measure.SecondsSince(start);
            },
            warmUp: 2000);
        Stop(workers);
        return seconds * 1e6;
    }

    public static double TasksPerSecond(string row)
    {
        SocketChannel[] workers = Start(row);
        double seconds = Measure.SecondsPerIteration(
            iterations => Measure.Timed(() => Map(workers, iterations, Window, static task => task)));
        Stop(workers);
        return 1 / seconds;
    }

    public static double SpeedUp(string row)
    {
        SocketChannel[] workers = Start(row);
        int rounds = CpuWork.CalibrateRounds();
        void Pooled() => Map(workers, CpuWork.Tasks, window: 1, _ => rounds);
        Pooled();
        double times = CpuWork.SpeedUp(rounds, Pooled);
        Stop(workers);
        return times;
    }

    /// <summary>The worker: answers as many tasks at a time as have arrived.</summary>
    public static void Serve(string path, Func<int, int> work)
    {
        using Socket socket = SocketChannel.Connect(path);
        int[] tasks = new int[Window];
        for (int count = ReceiveInts(socket, tasks); count > 0; count = ReceiveInts(socket, tasks))
        {
            for (int i = 0; i < count; i++)
            {
                tasks[i] = work(tasks[i]);
            }

            SocketChannel.Send(socket, MemoryMarshal.AsBytes(tasks.AsSpan(0, count)));
        }
    }

    private static SocketChannel[] Start(string row) => [.. Enumerable.Range(0, Workers).Select(_ => SocketChannel.Start(row))];

    private static void Stop(SocketChannel[] workers)
    {
        foreach (SocketChannel worker in workers)
        {
            worker.Dispose();
        }
    }

    /// <summary>Sends the tasks 0 to <paramref name="count"/> - 1, a thread for each worker.</summary>
    private static void Map(SocketChannel[] workers, int count, int window, Func<int, int> argument)
    {
        int next = 0;
        void Feed(SocketChannel worker)
        {
            int[] buffer = new int[window];
            int outstanding = 0;
            while (true)
            {
                int sending = 0;
                for (int task; outstanding < window && (task = Interlocked.Increment(ref next) - 1) < count; outstanding++)
                {
                    buffer[sending++] = argument(task);
                }

                SocketChannel.Send(worker.Socket, MemoryMarshal.AsBytes(buffer.AsSpan(0, sending)));
                if (outstanding == 0)
                {
                    return;
                }

                outstanding -= ReceiveInts(worker.Socket, buffer);
            }
        }

        Thread[] threads = [.. workers.Select(worker => new Thread(() => Feed(worker)))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
    }

    /// <summary>As many ints as have arrived, at least one; 0 at the end of the stream.</summary>
    private static int ReceiveInts(Socket socket, Span<int> buffer)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(buffer);
        int count = socket.Receive(bytes);
        int missing = -count & (sizeof(int) - 1);
        SocketChannel.Receive(socket, bytes.Slice(count, missing));
        return (count + missing) / sizeof(int);
    }
}
