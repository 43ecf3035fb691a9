namespace Tour.Examples;

/// <summary>One number in shared memory, counted up by three processes under its lock.</summary>
internal static class SharedCounter
{
    public static Example Example { get; } = new("A value in shared memory", "3000", RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        using var counter = new SharedValue<int>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ChildProcess.RunAsync(CountTo, counter, 1000)));
        output.WriteLine(counter.Value);
    }

    private static void CountTo(SharedValue<int> counter, int limit)
    {
        for (int i = 0; i < limit; i++)
        {
            using (counter.Lock.Hold())
            {
                counter.Value++;
            }
        }
    }
}
