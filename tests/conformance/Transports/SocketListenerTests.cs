using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

public sealed class SocketListenerTests : CleanTestBase
{
    private const int Backlog = 16;

    protected override int? DescriptorTolerance => 20;

    [Theory]
    [InlineData("unix")]
    [InlineData("tcp://127.0.0.1:0")]
    [InlineData("tcp://localhost:0")]
    [InlineData("tcp://[::1]:0")]
    public async Task Connect_BothForms_MakesAStreamOfBytes(string text)
    {
        var address = text == "unix" ? ProcessAddress.NewUnix() : ProcessAddress.Parse(text);
        using var listener = TransportEndpoint.Listen(address, Backlog);
        using var client = TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None);
        using var server = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
        client.Send([1, 2], [3], handles: null, CancellationToken.None);
        Assert.Equal(3, server.Read(CancellationToken.None).Buffer.Length);
        using var second = await TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
        using var third = listener.Accept(CancellationToken.None);
        third.Dispose();
        Assert.True((await second.Input.ReadAsync()).IsCompleted);
    }
}
