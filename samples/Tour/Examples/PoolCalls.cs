namespace Tour.Examples;

/// <summary>One call, a map, a stream, an exception, and a limit of time on a task that sleeps.</summary>
internal static class PoolCalls
{
    public static Example Example { get; } = new(
        "What a pool can do",
        """
        100
        0 1 4 9 16 25 36 49 64 81
        0, 1, 4
        the worker threw: System.ArgumentException
        too late
        """,
        RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        await using var pool = new Pool(new PoolOptions { Workers = 2, CancellationGrace = TimeSpan.Zero });
        output.WriteLine(await pool.RunAsync(Square, 10));
        output.WriteLine(string.Join(' ', pool.Map(Square, Enumerable.Range(0, 10))));
        output.WriteLine(string.Join(", ", pool.Imap(Square, Enumerable.Range(0, 10)).Take(3)));
        try
        {
            await pool.RunAsync(Square, -1);
        }
        catch (RemoteException remote)
        {
            output.WriteLine($"the worker threw: {remote.RemoteTypeName}");
        }

        // The limit is a token's: it withdraws the task, and kills the worker that is at it.
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        try
        {
            await pool.RunAsync(static () => Thread.Sleep(TimeSpan.FromSeconds(1000)), limit.Token);
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("too late");
        }
    }

    private static int Square(int x) => x >= 0 ? x * x : throw new ArgumentException($"no square of {x}");
}
