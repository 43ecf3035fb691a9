namespace Tour.Examples;

/// <summary>A child puts, the parent gets, and joins after that.</summary>
internal static class HelloThroughAQueue
{
    public static Example Example { get; } = new("A queue between parent and child", "hello world", RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        await using var queue = new PipeQueue<string>();
        await using ChildProcess child = ChildProcess.Start(static q => { q.Put("hello world"); }, queue);
        output.WriteLine(await queue.GetAsync());
        await child.JoinAsync();
    }
}
