using Microsoft.Win32.SafeHandles;
using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class DescriptorWaitTests
{
    private static readonly TimeSpan s_unexpected = TimeSpan.FromSeconds(60);

    [Fact]
    public void Wait_NothingThere_TimesOut()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        Assert.False(DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.After(TimeSpan.Zero)));
        Assert.False(DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.After(TimeSpan.FromMilliseconds(3))));
        Assert.True(DescriptorWait.Wait(descriptor, DescriptorEvents.Writable, Deadline.Never));
    }

    [Fact]
    public async Task Wait_Canceled_ThrowsAndLeavesNoSignalBehind()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        await Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 50; i++)
                {
                    using var source = new CancellationTokenSource();
                    var canceling = Task.Run(source.Cancel);
                    Assert.Throws<OperationCanceledException>(
                        () => DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.Never, source.Token));
                    using var other = new CancellationTokenSource();
                    Assert.False(DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.After(TimeSpan.Zero), other.Token));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(s_unexpected);
    }

    [Fact]
    public async Task Wait_ClosedDescriptor_IsRefused()
    {
        SafeFileHandle descriptor = Libc.CreateEventDescriptor();
        descriptor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.Never));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => DescriptorWait.WaitAsync(descriptor, DescriptorEvents.Readable).AsTask());
    }
}
