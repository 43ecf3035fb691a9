using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests.Listening;

public sealed class RelayTests : CleanTestBase
{
    [Fact]
    public async Task Unix_RelayWithoutTheKey_FailsForBothHonestEnds()
    {
        string directory = Directory.CreateTempSubdirectory("processing-relay-").FullName;
        try
        {
            var key = AuthKey.Generate();
            await using var listener = new Listener(new ListenerOptions { Keys = [key] });
            var failed = new TaskCompletionSource<HandshakeFailedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
            listener.HandshakeFailed += (_, args) => failed.TrySetResult(args);
            var (mine, theirs) = Pipe.Create();
            string path = Path.Combine(directory, "relay");
            await using var relay = ChildProcess.Start(Relay.Run, path, ((UnixAddress)listener.Address).Path, theirs);
            Assert.True(mine.Receive<bool>());

            var error = Assert.Throws<PeerAuthenticationException>(() => Client.Connect($"unix:{path}", new ClientOptions { Keys = [key] }));
            Assert.Equal(AuthenticationFailure.Refused, error.Reason);
            Assert.Equal(AuthenticationFailure.WrongKey, (await failed.Task.WaitAsync(UnexpectedTimeout)).Reason);
            relay.Join();

            using var direct = Client.Connect(listener.Address, new ClientOptions { Keys = [key] });
            using var server = listener.Accept(UnexpectedTimeout);
            Assert.Equal(Environment.ProcessId, server.Peer?.ProcessId);
            mine.Dispose();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Child_OfThisProcess_HasTheKeyWithoutBeingGivenIt()
    {
        await using var listener = new Listener();
        await using var child = ChildProcess.Start(Visit, listener.Address.ToString());
        using var server = listener.Accept(UnexpectedTimeout);
        Assert.Equal(child.Pid, server.Receive<int>());
        Assert.Equal(child.Pid, server.Peer?.ProcessId);
        Assert.Equal(server.Peer, listener.LastAccepted);
        child.Join();
    }

    private static void Visit(string address)
    {
        using var connection = Client.Connect(address);
        connection.Send(Environment.ProcessId);
    }
}
