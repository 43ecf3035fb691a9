using System.Runtime.InteropServices;
using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

/// <summary>What every way to wait for descriptors without a thread does.</summary>
public abstract class DescriptorPollerTests
{
    private static readonly TimeSpan s_unexpected = TimeSpan.FromSeconds(60);

    private protected abstract DescriptorPoller Poller { get; }

    [Fact]
    public async Task WaitAsync_Ready_CompletesAgainAndAgain()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        for (int i = 0; i < 100; i++)
        {
            var waiting = WaitAsync(descriptor, DescriptorEvents.Readable).AsTask();
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
        var reading = WaitAsync(descriptor, DescriptorEvents.Readable).AsTask();
        await WaitAsync(descriptor, DescriptorEvents.Writable).AsTask().WaitAsync(s_unexpected);
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
            var waiting = WaitAsync(descriptor, DescriptorEvents.Readable, source.Token).AsTask();
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(s_unexpected));
        }

        Libc.SetEvent(descriptor);
        await WaitAsync(descriptor, DescriptorEvents.Readable).AsTask().WaitAsync(s_unexpected);
    }

    [Fact]
    public async Task WaitAsync_HandleDisposedMeanwhile_KeepsTheNumberFromBeingGivenAway()
    {
        var (first, second) = Libc.CreateSocketPair();
        var waiting = WaitAsync(first, DescriptorEvents.Readable).AsTask();
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
            await WaitAsync(old, DescriptorEvents.Readable).AsTask().WaitAsync(s_unexpected);
            old.Dispose();
            using var next = Libc.CreateEventDescriptor();
            var waiting = WaitAsync(next, DescriptorEvents.Readable).AsTask();
            Assert.False(waiting.IsCompleted);
            Libc.SetEvent(next);
            await waiting.WaitAsync(s_unexpected);
        }
    }

    [Fact]
    public async Task Watch_CallsBackOnce_UnlessItIsEnded()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        int calls = 0;
        var ended = Poller.Watch(descriptor, DescriptorEvents.Readable, () => Interlocked.Increment(ref calls));
        Poller.Unwatch(ended);
        var called = new TaskCompletionSource();
        Poller.Watch(descriptor, DescriptorEvents.Readable, called.SetResult);
        Libc.SetEvent(descriptor);
        await called.Task.WaitAsync(s_unexpected);
        await WaitAsync(descriptor, DescriptorEvents.Readable).AsTask().WaitAsync(s_unexpected); // a second call would have failed
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Nudge_CompletesTheWaitsThatHaveBegun()
    {
        using var descriptor = Libc.CreateEventDescriptor();
        Poller.Nudge(descriptor);
        var waiting = new[] { WaitAsync(descriptor, DescriptorEvents.Readable).AsTask(), WaitAsync(descriptor, DescriptorEvents.Readable).AsTask() };
        Poller.Nudge(descriptor);
        await Task.WhenAll(waiting).WaitAsync(s_unexpected);
        var later = WaitAsync(descriptor, DescriptorEvents.Readable).AsTask();
        Assert.False(later.IsCompleted);
        Libc.SetEvent(descriptor);
        await later.WaitAsync(s_unexpected);
    }

    [Fact]
    public async Task WaitAsync_ManyDescriptors_EachGetsItsOwn()
    {
        var descriptors = Enumerable.Range(0, 200).Select(_ => Libc.CreateEventDescriptor()).ToArray();
        var waiting = descriptors.Select(descriptor => WaitAsync(descriptor, DescriptorEvents.Readable).AsTask()).ToArray();
        for (int i = descriptors.Length - 1; i >= 0; i--)
        {
            Assert.False(waiting[i].IsCompleted);
            Libc.SetEvent(descriptors[i]);
            await waiting[i].WaitAsync(s_unexpected);
            descriptors[i].Dispose();
        }
    }

    private protected ValueTask WaitAsync(SafeHandle descriptor, DescriptorEvents events, CancellationToken cancellationToken = default)
        => Poller.WaitAsync(descriptor, events, cancellationToken);
}
