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
    public async Task WaitAsync_Ready_CompletesAgainAndAgain()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        for (int i = 0; i < 100; i++)
        {
            var waiting = DescriptorWait.WaitAsync(descriptor, DescriptorEvents.Readable).AsTask();
            Assert.False(waiting.IsCompleted);
            Libc.SetEvent(descriptor);
            await waiting.WaitAsync(s_unexpected);
            Libc.ClearEvent(descriptor);
        }
    }

    [Fact]
    public async Task WaitAsync_BothEventsOfOneDescriptor_EachGetsItsOwn()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        var reading = DescriptorWait.WaitAsync(descriptor, DescriptorEvents.Readable).AsTask();
        await DescriptorWait.WaitAsync(descriptor, DescriptorEvents.Writable).AsTask().WaitAsync(s_unexpected);
        Assert.False(reading.IsCompleted);
        Libc.SetEvent(descriptor);
        await reading.WaitAsync(s_unexpected);
    }

    [Fact]
    public async Task WaitAsync_Canceled_ThrowsAndTheDescriptorCanBeWaitedForAgain()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        for (int i = 0; i < 50; i++)
        {
            using var source = new CancellationTokenSource();
            var waiting = DescriptorWait.WaitAsync(descriptor, DescriptorEvents.Readable, source.Token).AsTask();
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(s_unexpected));
        }

        Libc.SetEvent(descriptor);
        await DescriptorWait.WaitAsync(descriptor, DescriptorEvents.Readable).AsTask().WaitAsync(s_unexpected);
    }

    [Fact]
    public async Task WaitAsync_HandleDisposedMeanwhile_KeepsTheNumberFromBeingGivenAway()
    {
        var (first, second) = Libc.CreateSocketPair();
        var waiting = DescriptorWait.WaitAsync(first, DescriptorEvents.Readable).AsTask();
        int number = (int)first.DangerousGetHandle();
        first.Dispose();
        using (var other = Libc.CreateEventDescriptor())
        {
            Assert.NotEqual(number, (int)other.DangerousGetHandle());
        }

        second.Dispose(); // the peer's end is readiness too
        await waiting.WaitAsync(s_unexpected);
    }

    [Fact]
    public async Task WaitAsync_NumberUsedAgainByAnotherFile_SeesOnlyThatFile()
    {
        for (int i = 0; i < 50; i++)
        {
            var old = Libc.CreateEventDescriptor();
            Libc.SetEvent(old);
            await DescriptorWait.WaitAsync(old, DescriptorEvents.Readable).AsTask().WaitAsync(s_unexpected);
            old.Dispose();
            using var next = Libc.CreateEventDescriptor();
            var waiting = DescriptorWait.WaitAsync(next, DescriptorEvents.Readable).AsTask();
            Assert.False(waiting.IsCompleted);
            Libc.SetEvent(next);
            await waiting.WaitAsync(s_unexpected);
        }
    }

    [Fact]
    public async Task WaitAsync_FileThatCannotBePolled_Fails()
    {
        using var file = File.OpenHandle("/etc/passwd");
        await Assert.ThrowsAsync<NativeCallException>(() => DescriptorWait.WaitAsync(file, DescriptorEvents.Readable).AsTask());
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
