namespace Tour.Examples;

/// <summary>A signal shows as a negative exit code.</summary>
internal static class KillBySignal
{
    public static Example Example { get; } = new(
        "Kill a child by a signal",
        """
        SIGTERM: exit code -15
        SIGKILL: exit code -9
        """,
        RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        await using ChildProcess first = StartSleeper();
        first.Terminate();
        await first.JoinAsync();
        output.WriteLine($"SIGTERM: exit code {first.ExitCode}");

        await using ChildProcess second = StartSleeper();
        second.Kill();
        await second.JoinAsync();
        output.WriteLine($"SIGKILL: exit code {second.ExitCode}");
    }

    // Once it has said that it runs, a signal ends it and not its start.
    private static ChildProcess StartSleeper()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            ChildProcess child = ChildProcess.Start(
                static connection =>
                {
                    connection.Send("running");
                    Thread.Sleep(TimeSpan.FromSeconds(1000));
                },
                theirs);
            mine.Receive<string>();
            return child;
        }
    }
}
