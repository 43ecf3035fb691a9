using System.Buffers.Binary;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task ReceiveBytesInto_LongMessages_ArriveWholeAndInOrder()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            int[] lengths = [40_000, 10, 1_000_000, 0, 32 * 1024, 32 * 1024 - 1, 3_000_000, 65_536];
            var sending = RunAsync(async () =>
            {
                foreach (int length in lengths)
                {
                    await SendBytesAsync(first, Pattern(length));
                }
            });
            byte[] destination = new byte[3_000_000];
            foreach (int length in lengths)
            {
                Assert.Equal(length, await Calls.ReceiveBytesIntoAsync(second, destination));
                Assert.True(destination.AsSpan(0, length).SequenceEqual(Pattern(length)));
            }

            await sending.WaitAsync(UnexpectedTimeout);
            await SendBytesAsync(first, Pattern(50_000));
            var error = await Assert.ThrowsAsync<BufferTooShortException>(() => Calls.ReceiveBytesIntoAsync(second, new byte[49_999]));
            Assert.True(error.ReceivedMessage.Span.SequenceEqual(Pattern(50_000)));
            Assert.Equal(lengths.Length + 1, second.Statistics.MessagesReceived);
        }
    }

    [Fact]
    public async Task ReceiveBytesInto_CanceledInTheMiddle_LosesNothing()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            byte[] message = Pattern(200_000);
            byte[] frame = new byte[sizeof(int) + message.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame, message.Length);
            message.CopyTo(frame, sizeof(int));
            await first.Output.WriteAsync(frame.AsMemory(0, 100_000));
            byte[] destination = new byte[message.Length];
            for (int i = 0; i < 2; i++)
            {
                using var source = new CancellationTokenSource();
                var receiving = RunAsync(async () => await second.ReceiveBytesIntoAsync(destination, source.Token));
                while (!IsReceiving(second))
                {
                    await Task.Yield();
                }

                await source.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(UnexpectedTimeout));
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    using var other = new CancellationTokenSource();
                    var blocking = RunAsync(() => Task.FromResult(second.ReceiveBytesInto(destination, other.Token)));
                    while (!IsReceiving(second))
                    {
                        await Task.Yield();
                    }

                    await other.CancelAsync();
                    await blocking.WaitAsync(UnexpectedTimeout);
                });
            }

            var rest = RunAsync(async () => await first.Output.WriteAsync(frame.AsMemory(100_000)));
            Assert.Equal(message.Length, await Calls.ReceiveBytesIntoAsync(second, destination));
            Assert.True(destination.AsSpan().SequenceEqual(message));
            await rest.WaitAsync(UnexpectedTimeout);
        }
    }

    [Fact]
    public async Task ReceiveBytesInto_PeerEndsInTheMiddle_IsNoEndOfStream()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            await first.Output.WriteAsync(new byte[] { 0, 1, 0, 0, 1, 2, 3 });
            first.Dispose();
            await Assert.ThrowsAsync<ConnectionClosedException>(() => Calls.ReceiveBytesIntoAsync(second, new byte[65_536]));
            Assert.True(second.IsClosed);
        }
    }

    private static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
