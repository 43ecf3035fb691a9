namespace Tour.Examples;

/// <summary>A child that would sleep for a thousand seconds is asked to stop.</summary>
internal static class StopASleeper
{
    public static Example Example { get; } = new(
        "Stop a sleeping child",
        """
        started: alive True, exit code none
        stopped: alive False, exit code known True
        """,
        RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        await using ChildProcess child = ChildProcess.Start(static () => Task.Delay(TimeSpan.FromSeconds(1000), CurrentProcess.StopToken));
        output.WriteLine($"started: alive {child.IsAlive}, exit code {child.ExitCode?.ToString() ?? "none"}");
        child.Stop();
        await child.JoinAsync();
        output.WriteLine($"stopped: alive {child.IsAlive}, exit code known {child.ExitCode is not null}");
    }
}
