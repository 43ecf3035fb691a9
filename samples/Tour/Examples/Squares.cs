namespace Tour.Examples;

/// <summary>The example that stands first in the original's manual.</summary>
internal static class Squares
{
    public static Example Example { get; } = new("A pool of four workers", "0 1 4 9 16 25 36 49 64 81", RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        await using var pool = new Pool(4);
        output.WriteLine(string.Join(' ', await pool.MapAsync(static x => x * x, Enumerable.Range(0, 10))));
    }
}
