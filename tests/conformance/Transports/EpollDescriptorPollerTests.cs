using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class EpollDescriptorPollerTests : DescriptorPollerTests
{
    private static readonly EpollDescriptorPoller s_poller = Start();

    private protected override DescriptorPoller Poller => s_poller;

    [Fact]
    public async Task WaitAsync_FileThatCannotBePolled_Fails()
    {
        using var file = File.OpenHandle("/etc/passwd");
        await Assert.ThrowsAsync<NativeCallException>(() => WaitAsync(file, DescriptorEvents.Readable).AsTask());
    }

    private static EpollDescriptorPoller Start()
    {
        var poller = new EpollDescriptorPoller();
        poller.Begin();
        return poller;
    }
}
