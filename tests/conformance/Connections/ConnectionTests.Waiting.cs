using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task Receive_Canceled_LosesNothing()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            for (int i = 0; i < 20; i++)
            {
                using var source = new CancellationTokenSource();
                var receiving = RunAsync(() => ReceiveAsync<int>(second, source.Token));
                await source.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(UnexpectedTimeout));
                await SendAsync(first, i);
                Assert.Equal(i, (await ReceiveAsync<int>(second, new CancellationTokenSource().Token)).Value);
            }
        }
    }

    [Fact]
    public async Task Receive_CanceledBefore_Throws()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            var canceled = new CancellationToken(canceled: true);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReceiveAsync<int>(second, canceled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(first, 1, canceled));
            await SendAsync(first, 2);
            Assert.Equal(2, (await ReceiveAsync<int>(second)).Value);
        }
    }

    [Fact]
    public async Task Send_CanceledBeforeTheFirstByte_SendsNothing()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            // Fill the socket: the send that does not return has taken what fits, and is over only when the reader reads.
            byte[] large = new byte[1024 * 1024];
            var filling = RunAsync(() => SendBytesAsync(first, large));
            byte[] received = await ReceiveBytesAsync(second);
            await filling.WaitAsync(UnexpectedTimeout);
            Assert.True(received.AsSpan().SequenceEqual(large));
            int sent = 0;
            byte[] small = new byte[10_000];
            using var source = new CancellationTokenSource();
            var sending = RunAsync(async () =>
            {
                while (true)
                {
                    await SendBytesAsync(first, small, source.Token);
                    Interlocked.Increment(ref sent);
                }
            });
            while (Volatile.Read(ref sent) < 5)
            {
                await Task.Yield();
            }

            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                // A send that began before the token fired ends only when the reader makes room.
                while (!sending.IsCompleted)
                {
                    if (await PollAsync(second, TimeSpan.Zero))
                    {
                        Assert.Equal(small.Length, (await ReceiveBytesAsync(second)).Length);
                        Interlocked.Decrement(ref sent);
                    }
                }

                await sending;
            });
            for (; sent > 0; sent--)
            {
                Assert.Equal(small.Length, (await ReceiveBytesAsync(second)).Length);
            }

            await SendAsync(first, "whole");
            Assert.Equal("whole", (await ReceiveAsync<string>(second)).Value);
        }
    }

    [Fact]
    public async Task Dispose_WhileReceiving_EndsTheCall()
    {
        for (int i = 0; i < 20; i++)
        {
            var (first, second) = CreatePair();
            using (first)
            {
                var receiving = RunAsync(() => ReceiveAsync<int>(second));
                second.Dispose();
                await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving.WaitAsync(UnexpectedTimeout));
                Assert.False((await ReceiveAsync<int>(first)).HasValue);
            }
        }
    }

    [Fact]
    public async Task Dispose_WhileSending_EndsTheCall()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            var sending = RunAsync(() => SendBytesAsync(first, new byte[16 * 1024 * 1024]));
            while (!first.IsClosed)
            {
                if (IsSending(first))
                {
                    first.Dispose();
                }
            }

            await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(UnexpectedTimeout));
            var end = await Assert.ThrowsAnyAsync<Exception>(() => ReceiveBytesAsync(second));
            Assert.True(end is ConnectionClosedException or EndOfStreamException); // it has half a message, or nothing of it
        }
    }

    [Fact]
    public async Task Dispose_Twice_AndLaterCalls_SayDisposed()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            first.Dispose();
            first.Dispose();
            await first.DisposeAsync();
            Assert.True(first.IsClosed);
            Assert.Equal("Connection(closed)", first.ToString());
            await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(first, 1));
            await Assert.ThrowsAsync<ObjectDisposedException>(() => ReceiveAsync<int>(first));
            await Assert.ThrowsAsync<ObjectDisposedException>(() => PollAsync(first, TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task Receive_ByTwoAtATime_IsAMistake()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            var receiving = RunAsync(() => ReceiveAsync<int>(second));
            while (!IsReceiving(second))
            {
                await Task.Yield();
            }

            await Assert.ThrowsAsync<InvalidOperationException>(() => ReceiveAsync<int>(second));
            await SendAsync(first, 1);
            await receiving.WaitAsync(UnexpectedTimeout);
            await SendAsync(first, 2);
            Assert.Equal(2, (await ReceiveAsync<int>(second)).Value);
        }
    }

    [Fact]
    public async Task Poll_TellsWhetherAMessageOrTheEndIsThere()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            Assert.False(await PollAsync(second, TimeSpan.Zero));
            Assert.False(await PollAsync(second, TimeSpan.FromMilliseconds(5)));
            Assert.False(await PollAsync(second, TimeSpan.FromSeconds(-2)));
            var polling = RunAsync(async () => Assert.True(await PollAsync(second, Timeout.InfiniteTimeSpan)));
            await SendBytesAsync(first, Array.Empty<byte>());
            await polling.WaitAsync(UnexpectedTimeout);
            Assert.True(await PollAsync(second, TimeSpan.Zero));
            Assert.Empty(await ReceiveBytesAsync(second));
            Assert.False(await PollAsync(second, TimeSpan.Zero));
            first.Dispose();
            Assert.True(await PollAsync(second, UnexpectedTimeout));
            Assert.False((await ReceiveAsync<int>(second)).HasValue);
        }
    }

    [Fact]
    public async Task Poll_Canceled_Throws()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            using var source = new CancellationTokenSource();
            var polling = RunAsync(() => PollAsync(second, UnexpectedTimeout, source.Token));
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling.WaitAsync(UnexpectedTimeout));
        }
    }

    [Fact]
    public async Task ReceiveBytesInto_TooShort_GivesTheMessageAndLeavesTheBuffer()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendBytesAsync(first, new byte[] { 1, 2, 3 });
            await SendBytesAsync(first, new byte[] { 4, 5 });
            byte[] buffer = [9, 9];
            var error = await Assert.ThrowsAsync<BufferTooShortException>(() => ReceiveBytesIntoAsync(second, buffer));
            Assert.Equal([1, 2, 3], error.ReceivedMessage.ToArray());
            Assert.Equal([9, 9], buffer);
            Assert.Equal(2, await ReceiveBytesIntoAsync(second, buffer));
            Assert.Equal([4, 5], buffer);
        }
    }

    private protected static bool IsReceiving(Connection connection) => connection.IsReceiving;

    private protected static bool IsSending(Connection connection) => connection.IsSending;
}
