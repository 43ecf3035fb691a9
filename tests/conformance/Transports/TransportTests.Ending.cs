using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public abstract partial class TransportTests
{
    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task CompleteSending_EndsOneDirectionOnly(CallForm form)
    {
        var calls = new TransportCalls(form);
        await calls.SendAsync(First, new byte[] { 1 });
        First.CompleteSending();
        First.CompleteSending();
        Assert.Equal([1], await calls.ReceiveAsync(Second));
        Assert.Empty(await calls.ReceiveAsync(Second));
        Assert.Empty(await calls.ReceiveAsync(Second));
        Assert.True(Second.TryReceive(out var end) && end.IsCompleted);
        Second.Input.AdvanceTo(end.Buffer.End);
        await Assert.ThrowsAsync<InvalidOperationException>(() => calls.SendAsync(First, new byte[] { 2 }));
        await calls.SendAsync(Second, new byte[30_000]);
        Assert.Equal(30_000, (await calls.ReceiveExactlyAsync(First, 30_000)).Length);
        Second.Dispose();
        Assert.Empty(await calls.ReceiveAsync(First));
        First.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => calls.SendAsync(First, new byte[] { 2 }));
        Assert.Throws<ObjectDisposedException>(First.CompleteSending);
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Dispose_AfterSending_DeliversWhatWasSent(CallForm form)
    {
        var calls = new TransportCalls(form);
        byte[] sent = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 13))];
        var receiving = TransportCalls.RunAsync(() => calls.ReceiveExactlyAsync(Second, int.MaxValue));
        var sending = TransportCalls.RunAsync(async () =>
        {
            await new TransportCalls(form).SendAsync(First, sent);
            First.Dispose();
        });
        await sending.WaitAsync(UnexpectedTimeout);
        Assert.True((await receiving.WaitAsync(UnexpectedTimeout)).AsSpan().SequenceEqual(sent));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Dispose_WithUnreadInput_DeliversWhatWasSentAllTheSame(CallForm form)
    {
        var calls = new TransportCalls(form);
        byte[] sent = [.. Enumerable.Range(0, 60_000).Select(i => (byte)(i * 3))];
        await calls.SendAsync(Second, new byte[1000]); // which the other end never reads
        await calls.SendAsync(First, sent);
        First.Dispose();
        Assert.True((await TransportCalls.RunAsync(() => calls.ReceiveExactlyAsync(Second, int.MaxValue)).WaitAsync(UnexpectedTimeout)).AsSpan().SequenceEqual(sent));
        Assert.Null(Second.CloseReason);
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Dispose_WakesWhoeverWaits(CallForm form)
    {
        var calls = new TransportCalls(form);
        var token = First.Closed;
        var receiving = TransportCalls.RunAsync(() => calls.ReceiveAsync(First));
        var sending = TransportCalls.RunAsync(() => new TransportCalls(form).SendAsync(First, new byte[50_000_000]));
        byte[] begun = await new TransportCalls(form).ReceiveAsync(Second);
        Assert.NotEmpty(begun);
        First.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving.WaitAsync(UnexpectedTimeout));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(UnexpectedTimeout));
        Assert.True(token.IsCancellationRequested);
        Assert.True(First.Closed.IsCancellationRequested);
        First.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => calls.ReceiveAsync(First));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => calls.WaitToReceiveAsync(First));
        Assert.Throws<ObjectDisposedException>(() => First.TryReceive(out _));
        Assert.Throws<ObjectDisposedException>(() => First.PrepareToWait());
        Assert.Throws<ObjectDisposedException>(() => First.WaitToSend(Deadline.Never, CancellationToken.None));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Dispose_WakesWhoeverWaitsForReadiness(CallForm form)
    {
        var waiting = TransportCalls.RunAsync(async () =>
        {
            var calls = new TransportCalls(form);
            while (true)
            {
                await calls.WaitToReceiveAsync(First);
                First.TryReceive(out _);
            }
        });
        await Task.Yield();
        First.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(UnexpectedTimeout));
        Assert.Empty(await new TransportCalls(form).ReceiveAsync(Second));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Abort_KeepsTheFirstReason_ForPendingAndLaterCalls(CallForm form)
    {
        var calls = new TransportCalls(form);
        var first = new WireFormatException("the first reason");
        var receiving = TransportCalls.RunAsync(() => calls.ReceiveAsync(First));
        await Task.Yield();
        First.Abort(first);
        First.Abort(new WireFormatException("another reason"));
        Assert.Same(first, (await Assert.ThrowsAsync<ConnectionClosedException>(() => receiving.WaitAsync(UnexpectedTimeout))).InnerException);
        Assert.Same(first, (await Assert.ThrowsAsync<ConnectionClosedException>(() => calls.SendAsync(First, new byte[1]))).InnerException);
        Assert.Same(first, (await Assert.ThrowsAsync<ConnectionClosedException>(() => calls.ReceiveAsync(First))).InnerException);
        Assert.Same(first, First.CloseReason);
        await EndsAsync(calls, Second);
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Send_ToAPeerThatIsGone_FailsAndWhatItSentCanBeRead(CallForm form)
    {
        var calls = new TransportCalls(form);
        await calls.SendAsync(Second, new byte[] { 1, 2, 3 });
        Second.Dispose();
        var error = await Assert.ThrowsAsync<ConnectionClosedException>(async () =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                await calls.SendAsync(First, new byte[1000]);
            }
        });
        Assert.Contains("closed by its peer", error.Message, StringComparison.Ordinal);
        Assert.False(First.IsClosed);
        Assert.Equal([1, 2, 3], await calls.ReceiveExactlyAsync(First, 3));
    }

    [Fact]
    public async Task HangUp_LetsReadWhatCame_AndThenTheEnd()
    {
        await Second.SendAsync(new System.Buffers.ReadOnlySequence<byte>(new byte[] { 1, 2 }), handles: null, CancellationToken.None);
        var calls = new TransportCalls(CallForm.Blocking);
        Assert.Equal([1], await calls.ReceiveAsync(First, most: 1));
        First.HangUp();
        Assert.Equal([2], await calls.ReceiveAsync(First));
        await EndsAsync(calls, First);
        await EndsAsync(calls, Second);
        First.Dispose();
        First.HangUp();
    }

    [Fact]
    public async Task CreateAndDispose_ManyTimes_LeavesNothingBehind()
    {
        for (int i = 0; i < 60; i++)
        {
            var (first, second) = await CreatePairAsync();
            var receiving = second.Input.ReadAsync();
            await first.SendAsync(new System.Buffers.ReadOnlySequence<byte>(new byte[] { 1 }), handles: null, CancellationToken.None);
            Assert.False((await receiving).Buffer.IsEmpty);
            (i % 2 == 0 ? first : second).Dispose();
            (i % 2 == 0 ? second : first).Dispose();
        }
    }

    /// <summary>A peer that failed ends the stream; whether the other end can tell that from an end in order depends on the transport.</summary>
    private static async Task EndsAsync(TransportCalls calls, Transport transport)
    {
        try
        {
            Assert.Empty(await TransportCalls.RunAsync(() => calls.ReceiveAsync(transport)).WaitAsync(UnexpectedTimeout));
        }
        catch (ConnectionClosedException)
        {
            Assert.True(transport.IsClosed);
        }
    }
}
