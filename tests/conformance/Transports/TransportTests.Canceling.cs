using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public abstract partial class TransportTests
{
    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    [InlineData(CallForm.Mixed)]
    public async Task Receive_Canceled_LosesNothing(CallForm form)
    {
        var calls = new TransportCalls(form);
        for (byte i = 0; i < 20; i++)
        {
            using var source = new CancellationTokenSource();
            var receiving = TransportCalls.RunAsync(() => calls.ReceiveAsync(Second, int.MaxValue, source.Token));
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(UnexpectedTimeout));
            var waiting = TransportCalls.RunAsync(() => calls.WaitToReceiveAsync(Second, source.Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
            await calls.SendAsync(First, new[] { i });
            using var other = new CancellationTokenSource();
            Assert.Equal([i], await calls.ReceiveAsync(Second, int.MaxValue, other.Token));
        }
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Send_CanceledBeforeTheFirstByte_SendsNothingOfIt(CallForm form)
    {
        var calls = new TransportCalls(form);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls.SendAsync(First, new byte[] { 1 }, new CancellationToken(canceled: true)));
        using var source = new CancellationTokenSource();
        int sent = 0;
        var sending = TransportCalls.RunAsync(async () =>
        {
            // Pieces of a known pattern until there is no room; the one that is canceled or cut must not be missing bytes.
            while (true)
            {
                byte[] piece = new byte[1000];
                Array.Fill(piece, (byte)Volatile.Read(ref sent));
                await calls.SendAsync(First, piece, source.Token);
                Interlocked.Increment(ref sent);
            }
        });
        while (Volatile.Read(ref sent) < 20)
        {
            await Task.Yield();
        }

        await source.CancelAsync();
        var received = new List<byte>();
        while (!sending.IsCompleted)
        {
            // A send that began before the token fired ends only when the reader makes room.
            if (Second.WaitToReceive(Deadline.After(TimeSpan.FromMilliseconds(1)), CancellationToken.None) && Second.TryReceive(out _))
            {
                received.AddRange(await calls.ReceiveAsync(Second));
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        First.CompleteSending();
        received.AddRange(await TransportCalls.RunAsync(() => calls.ReceiveExactlyAsync(Second, int.MaxValue)).WaitAsync(UnexpectedTimeout));
        Assert.Equal(sent * 1000, received.Count);
        Assert.True(received.Select((value, index) => value == (byte)(index / 1000)).All(isRight => isRight));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Send_CanceledAfterTheFirstByte_GoesOn(CallForm form)
    {
        const int Length = 20_000_000;
        var calls = new TransportCalls(form);
        using var source = new CancellationTokenSource();
        var sending = TransportCalls.RunAsync(() => new TransportCalls(form).SendAsync(First, new byte[Length], source.Token));
        int begun = (await calls.ReceiveAsync(Second)).Length;
        Assert.NotEqual(0, begun);
        await source.CancelAsync();
        Assert.False(sending.IsCompleted);
        Assert.Equal(Length - begun, (await TransportCalls.RunAsync(() => calls.ReceiveExactlyAsync(Second, Length - begun)).WaitAsync(UnexpectedTimeout)).Length);
        await sending.WaitAsync(UnexpectedTimeout);
        await calls.SendAsync(First, new byte[] { 7 });
        Assert.Equal([7], await calls.ReceiveAsync(Second));
    }

    [Fact]
    public async Task WaitToSend_Full_WaitsForTheReader()
    {
        Assert.True(First.WaitToSend(Deadline.Never, CancellationToken.None));
        await First.WaitToSendAsync(CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
        var sending = First.SendAsync(new System.Buffers.ReadOnlySequence<byte>(new byte[30_000_000]), handles: null, CancellationToken.None).AsTask();
        await UntilAsync(() => !First.WaitToSend(Deadline.After(TimeSpan.FromMilliseconds(1)), CancellationToken.None));
        using var source = new CancellationTokenSource();
        var blocked = TransportCalls.RunAsync(() => Task.FromResult(First.WaitToSend(Deadline.Never, source.Token)));
        var waiting = First.WaitToSendAsync(source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked.WaitAsync(UnexpectedTimeout));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
        Assert.Equal(30_000_000, (await TransportCalls.RunAsync(() => new TransportCalls(CallForm.Async).ReceiveExactlyAsync(Second, 30_000_000)).WaitAsync(UnexpectedTimeout)).Length);
        await sending.WaitAsync(UnexpectedTimeout);
        Assert.True(First.WaitToSend(Deadline.Never, CancellationToken.None));
    }
}
