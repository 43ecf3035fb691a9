namespace Tour.Examples;

/// <summary>A function in a process of its own. It would write to this process's own output; here the line is handed back to be compared.</summary>
internal static class HelloFromAChild
{
    public static Example Example { get; } = new("A child says hello", "hello world!", RunAsync);

    private static async Task RunAsync(TextWriter output)
        => output.WriteLine(await ChildProcess.RunAsync(static () => "hello world!"));
}
