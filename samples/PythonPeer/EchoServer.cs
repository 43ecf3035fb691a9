namespace PythonPeer;

/// <summary>Sends every message back, to any number of clients side by side.</summary>
internal static class EchoServer
{
    public static async Task<int> RunAsync(string address, AuthKey key, bool allowLegacyMd5, int? count, CancellationToken stop)
    {
        var options = new ListenerOptions { Keys = [key], Protocol = HandshakeMode.Python, AllowLegacyMd5 = allowLegacyMd5 };
        await using var listener = new Listener(address, options);
        listener.HandshakeFailed += (_, failed) => Console.Error.WriteLine($"PythonPeer: {failed.Error.Message}");
        Console.WriteLine($"listening {listener.Address}");

        var clients = new List<Task>();
        try
        {
            while (count is null || clients.Count < count)
            {
                Connection client = await listener.AcceptAsync(stop);
                clients.Add(EchoAsync(client, stop));
                if (count is null)
                {
                    clients.RemoveAll(task => task.IsCompleted);
                }
            }

            await Task.WhenAll(clients);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C is an ordinary end.
        }

        return ExitCodes.Done;
    }

    private static async Task EchoAsync(Connection client, CancellationToken stop)
    {
        await using (client)
        {
            try
            {
                while (true)
                {
                    await client.SendBytesAsync(await client.ReceiveBytesAsync(stop), stop);
                }
            }
            catch (EndOfStreamException)
            {
                // It has closed, as clients do.
            }
            catch (ProcessingException error)
            {
                Console.Error.WriteLine($"PythonPeer: {error.Message}");
            }
        }
    }
}
