// Both programs need the same key: from a file only they can read, say. Here they are two ends of one program.
var key = AuthKey.Generate();

// The one listens. Whoever does not have the key never gets in.
await using var listener = new Listener("tls://127.0.0.1:0", new ListenerOptions { Keys = [key] });
Task greeting = Task.Run(async () =>
{
    await using Connection client = await listener.AcceptAsync();
    await client.SendAsync($"hello, {await client.ReceiveAsync<string>()}");
});

// The other connects. Nobody else gets to answer.
await using Connection server = await Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [key] });
await server.SendAsync("Anna");
Console.WriteLine(await server.ReceiveAsync<string>());             // hello, Anna
await greeting;
