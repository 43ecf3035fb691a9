namespace Tour.Examples;

/// <summary>Ten children write one after the other, because each holds the lock while it writes.</summary>
internal static class TakeTurns
{
    public static Example Example { get; } = new("A lock between processes", "10 lines, none torn", RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        string file = Path.GetTempFileName();
        using var turn = new ProcessLock();
        await using var pool = new Pool(3);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => pool.RunAsync(WriteInPieces, turn, file, i)));
        string[] lines = await File.ReadAllLinesAsync(file);
        File.Delete(file);
        bool whole = lines.Order().SequenceEqual(Enumerable.Range(0, 10).Select(i => $"hello world {i}"));
        output.WriteLine($"{lines.Length} lines, {(whole ? "none" : "some")} torn");
    }

    private static void WriteInPieces(ProcessLock turn, string file, int number)
    {
        using (turn.Hold())
        {
            foreach (string piece in (string[])["hello ", "world ", $"{number}\n"])
            {
                File.AppendAllText(file, piece);
            }
        }
    }
}
