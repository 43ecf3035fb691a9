namespace Tour.Examples;

/// <summary>Without duplex the first end only receives and the second only sends.</summary>
internal static class OneWayPipe
{
    public static Example Example { get; } = new(
        "A pipe in one direction",
        """
        reader: receives True, sends False
        writer: receives False, sends True
        42
        the reader cannot send
        end
        """,
        RunAsync);

    private static async Task RunAsync(TextWriter output)
    {
        var (reader, writer) = Pipe.Create(duplex: false);
        await using (reader)
        {
            output.WriteLine($"reader: receives {reader.CanReceive}, sends {reader.CanSend}");
            output.WriteLine($"writer: receives {writer.CanReceive}, sends {writer.CanSend}");
            await using ChildProcess child = ChildProcess.Start(static end => { end.Send(42); }, writer);
            output.WriteLine(await reader.ReceiveAsync<int>());
            try
            {
                reader.Send(1);
            }
            catch (InvalidOperationException)
            {
                output.WriteLine("the reader cannot send");
            }

            await child.JoinAsync();
            output.WriteLine(reader.TryReceive(out int _) ? "more" : "end");
        }
    }
}
