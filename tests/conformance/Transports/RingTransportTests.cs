using System.Buffers;
using Processing.ConformanceTests.Connections;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

/// <summary>What a ring does where calls fail or meet in the middle.</summary>
public sealed class RingTransportTests : CleanTestBase
{
    private readonly RingTransport _peer;
    private readonly RingTransport _own;

    public RingTransportTests() => (_peer, _own) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);

    public override Task DisposeAsync()
    {
        _peer.Dispose();
        _own.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public void EndWait_ClosedDuringTheWait_ThrowsNothingAndLeavesNobodyParked()
    {
        Assert.NotNull(_own.PrepareToWait());
        Assert.True(_own.Bell.BelongsToReceiver);
        _own.Dispose();
        _own.EndWait();
        Assert.False(_own.Bell.BelongsToReceiver);
    }

    [Fact]
    public async Task WaitAny_FirstOfThemClosedMeanwhile_EndsTheWaitOfTheOthers()
    {
        var closed = Connection.FromTransport(_own, ConnectionDirection.Duplex);
        var (idle, otherEnd) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);
        using var far = otherEnd;
        using var other = Connection.FromTransport(idle, ConnectionDirection.Duplex);
        var waiting = RunAsync(() => Assert.Throws<ObjectDisposedException>(() => Connection.WaitAny([closed, other])));
        while (!idle.Bell.BelongsToReceiver)
        {
            await Task.Yield();
        }

        closed.Dispose();
        await waiting.WaitAsync(UnexpectedTimeout);
        Assert.False(idle.Bell.BelongsToReceiver);
    }

    [Fact]
    public async Task Send_ReceiverWokenButWithoutAThread_IsNotHeldUpByIt()
    {
        const int Length = 3 * RingMemory.MinCapacity;
        Assert.NotNull(_own.PrepareToWait()); // until EndWait the bells are that wait's to take, and here it never does
        var sending = RunAsync(() => _own.Send(new byte[Length], default, null, default));
        byte[] buffer = new byte[1_000];
        for (int received = 0; received < Length;)
        {
            received += _peer.Receive(buffer, wait: true);
        }

        await sending.WaitAsync(UnexpectedTimeout);
        _own.EndWait();
    }

    [Fact]
    public void Send_AfterOneThatBrokeOffHalfWay_EndsTheConnection()
    {
        using var sender = Connection.FromTransport(_own, ConnectionDirection.Duplex);
        using var receiver = Connection.FromTransport(_peer, ConnectionDirection.Duplex);
        Assert.Throws<InvalidOperationException>(() => sender.SendBytes(CreateFaulty()));
        Assert.Contains("broken off", Assert.Throws<ConnectionClosedException>(() => sender.Send(1)).Message, StringComparison.Ordinal);
        Assert.Throws<ConnectionClosedException>(() => receiver.ReceiveBytes());
    }

    [Fact]
    public async Task SendAsync_AfterOneThatFailedBeforeItBegan_SendsNothingOfThat()
    {
        using var sender = Connection.FromTransport(_own, ConnectionDirection.Duplex);
        using var receiver = Connection.FromTransport(_peer, ConnectionDirection.Duplex);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await sender.SendBytesAsync(CreateFaulty()));
        await sender.SendAsync(7);
        Assert.Equal(7, await receiver.ReceiveAsync<int>().AsTask().WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public void DropPendingHandles_ManyDroppedMessages_TakesTheHandlesOfAll()
    {
        const int Count = 8;
        using var lent = Libc.CreateEventDescriptor();
        for (int i = 0; i < Count; i++)
        {
            using var handles = new PassedHandles();
            handles.Lend(lent);
            _peer.Send("x"u8, default, handles, default);
        }

        Assert.True(_own.TryReceive(out var result));
        Assert.Equal(Count, result.Buffer.Length);
        _own.Input.AdvanceTo(result.Buffer.End);
        _own.DropPendingHandles();
        Assert.False(_own.WaitToReceive(Deadline.After(TimeSpan.FromMilliseconds(5)), CancellationToken.None));
        Assert.False(_own.IsClosed);
    }

    private static ReadOnlySequence<byte> CreateFaulty()
        => MemorySegment.Chain("ab"u8.ToArray(), new ReadOnlySequence<byte>(new FaultyMemory(10).Memory));

    private static Task RunAsync(Action action)
        => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
