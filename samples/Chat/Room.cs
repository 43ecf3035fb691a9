using System.Collections.Concurrent;

namespace Chat;

/// <summary>Hands every visitor's lines to all the others.</summary>
internal sealed class Room
{
    private readonly ConcurrentDictionary<Connection, SemaphoreSlim> _visitors = new(); // with whose turn it is to send to them

    public async Task RunAsync(string address, AuthKey key, CancellationToken stop)
    {
        await using var listener = new Listener(address, new ListenerOptions { Keys = [key], Heartbeat = TimeSpan.FromSeconds(30) });
        listener.HandshakeFailed += (_, failed) => Console.Error.WriteLine($"Chat: {failed.Error.Message}");
        Console.WriteLine($"listening {listener.Address}");
        var served = new List<Task>();
        try
        {
            await foreach (Connection visitor in listener.AcceptAllAsync(stop))
            {
                served.RemoveAll(task => task.IsCompleted);
                served.Add(ServeAsync(visitor));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C closes the room.
        }

        foreach (Connection visitor in _visitors.Keys)
        {
            visitor.Dispose();
        }

        await Task.WhenAll(served);
    }

    private async Task ServeAsync(Connection visitor)
    {
        await using (visitor)
        {
            var turn = new SemaphoreSlim(1);
            _visitors.TryAdd(visitor, turn);
            string name = "somebody";
            try
            {
                name = await visitor.ReceiveAsync<string>();
                Console.WriteLine($"{name} came");
                await TellAsync(visitor, turn, new Line("room", $"welcome, {name}"));
                while ((await visitor.TryReceiveAsync<string>()).TryGetValue(out string? text))
                {
                    await TellOthersAsync(visitor, new Line(name, text));
                }
            }
            catch (Exception error) when (error is ProcessingException or EndOfStreamException or ObjectDisposedException)
            {
                // The visitor is gone, or the room closes; either way nobody is left to tell here.
            }
            finally
            {
                _visitors.TryRemove(visitor, out _);
                Console.WriteLine($"{name} left");
            }
        }
    }

    private Task TellOthersAsync(Connection speaker, Line line)
        => Task.WhenAll(_visitors.Where(visitor => visitor.Key != speaker).Select(visitor => TellAsync(visitor.Key, visitor.Value, line)));

    private static async Task TellAsync(Connection visitor, SemaphoreSlim turn, Line line)
    {
        await turn.WaitAsync();
        try
        {
            await visitor.SendAsync(line);
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            // This visitor is about to leave: the task that serves it notices the same.
        }
        finally
        {
            turn.Release();
        }
    }
}
