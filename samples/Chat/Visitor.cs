namespace Chat;

/// <summary>One who types lines and reads those of the others.</summary>
internal static class Visitor
{
    public static async Task RunAsync(string address, AuthKey key, string name, CancellationToken stop)
    {
        await using Connection room = await Client.ConnectAsync(address, new ClientOptions { Keys = [key] }, stop);
        await room.SendAsync(name, stop);

        // Waiting for the keyboard blocks a thread, so that one is not this one.
        Task said = Task.Run(() => Say(room), CancellationToken.None);
        Task heard = HearAsync(room);
        Task stopped = Task.Delay(Timeout.Infinite, stop);
        await await Task.WhenAny(heard, said, stopped.ContinueWith(_ => { }, TaskScheduler.Default));
    }

    private static async Task HearAsync(Connection room)
    {
        while ((await room.TryReceiveAsync<Line>()).TryGetValue(out Line? line))
        {
            Console.WriteLine($"{line.Name}: {line.Text}");
        }
    }

    private static void Say(Connection room)
    {
        while (Console.ReadLine() is { } text)
        {
            room.Send(text);
        }
    }
}
