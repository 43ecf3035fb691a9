using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class PollDescriptorPollerTests : DescriptorPollerTests
{
    private static readonly PollDescriptorPoller s_poller = Start();

    private protected override DescriptorPoller Poller => s_poller;

    private static PollDescriptorPoller Start()
    {
        var poller = new PollDescriptorPoller();
        poller.Begin();
        return poller;
    }
}
