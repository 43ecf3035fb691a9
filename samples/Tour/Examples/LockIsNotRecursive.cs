namespace Tour.Examples;

/// <summary>A lock is held once, by whoever it is, and can be asked for with a limit.</summary>
internal static class LockIsNotRecursive
{
    public static Example Example { get; } = new(
        "A lock is not recursive",
        """
        first: True
        again: False
        in a child: False
        in a child, after its release: True
        """,
        RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        using var door = new ProcessLock();
        output.WriteLine($"first: {door.TryAcquire()}");
        output.WriteLine($"again: {door.TryAcquire(TimeSpan.FromMilliseconds(10))}");
        output.WriteLine($"in a child: {await ChildProcess.RunAsync(Try, door)}");
        door.Release();
        output.WriteLine($"in a child, after its release: {await ChildProcess.RunAsync(Try, door)}");
    }

    private static bool Try(ProcessLock door)
    {
        bool got = door.TryAcquire();
        if (got)
        {
            door.Release();
        }

        return got;
    }
}
