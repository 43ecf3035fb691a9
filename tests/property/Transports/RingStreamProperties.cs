using FsCheck;
using FsCheck.Fluent;
using Processing.Messaging;

namespace Processing.PropertyTests.Transports;

public sealed class RingStreamProperties
{
    private static readonly TimeSpan s_unexpected = TimeSpan.FromSeconds(60);

    // Around the sizes at which something changes: pieces, half of a small ring, all of it, several times around.
    private static readonly Gen<int> s_length = Gen.Frequency(
        (6, Gen.Choose(0, 100)), (2, Gen.Choose(16_000, 17_000)), (2, Gen.Choose(32_000, 33_500)), (1, Gen.Choose(64_000, 300_000)));

    [Fact]
    public void Messages_BlockingAndAsyncOnBothSides_ArriveWholeAndInOrder() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(s_length.NonEmptyListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (lengths, seed) =>
        {
            var (first, second) = Create();
            using (first)
            using (second)
            {
                var tasks = new[]
                {
                    Start(() => SendAllAsync(first, lengths, new Random(seed))),
                    Start(() => SendAllAsync(second, lengths, new Random(seed + 1))),
                    Start(() => ReceiveAllAsync(first, lengths, new Random(seed + 2))),
                    Start(() => ReceiveAllAsync(second, lengths, new Random(seed + 3))),
                };
                Assert.True(Task.WaitAll(tasks, s_unexpected), "a wake-up was lost");
            }
        }));

    [Fact]
    public void Bytes_CutAnywhere_ArriveWholeAndInOrder() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(s_length.ListOf(8).ToArbitrary(), Gen.Choose(1, 5_000).NonEmptyListOf().ToArbitrary(), (lengths, cuts) =>
        {
            byte[] stream = [.. lengths.SelectMany((length, index) => Frame(Content(length, index)))];
            var (peer, own) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);
            using (peer)
            using (var connection = Connection.FromTransport(own, ConnectionDirection.Duplex))
            {
                int received = 0;
                int sent = 0;
                for (int i = 0; sent < stream.Length; i++)
                {
                    int length = Math.Min(cuts[i % cuts.Count], stream.Length - sent);
                    peer.Send(stream.AsSpan(sent, length), default, null, default);
                    sent += length;
                    while (connection.Poll())
                    {
                        Assert.True(connection.ReceiveBytes().AsSpan().SequenceEqual(Content(lengths[received], received)));
                        received++;
                    }
                }

                Assert.Equal(lengths.Count, received);
            }
        }));

    private static (Connection First, Connection Second) Create()
    {
        var (first, second) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);
        return (Connection.FromTransport(first, ConnectionDirection.Duplex), Connection.FromTransport(second, ConnectionDirection.Duplex));
    }

    private static async Task SendAllAsync(Connection connection, List<int> lengths, Random random)
    {
        for (int i = 0; i < lengths.Count; i++)
        {
            Dawdle(random);
            byte[] content = Content(lengths[i], i);
            if (random.Next(2) == 0)
            {
                await connection.SendBytesAsync(content);
            }
            else
            {
                connection.SendBytes(content);
            }
        }
    }

    private static async Task ReceiveAllAsync(Connection connection, List<int> lengths, Random random)
    {
        using var source = new CancellationTokenSource();
        for (int i = 0; i < lengths.Count; i++)
        {
            Dawdle(random);
            byte[] received = random.Next(4) switch
            {
                0 => connection.ReceiveBytes(),
                1 => connection.ReceiveBytes(source.Token),
                2 => await connection.ReceiveBytesAsync(),
                _ => connection.Poll(s_unexpected) ? connection.ReceiveBytes() : [],
            };
            Assert.True(received.AsSpan().SequenceEqual(Content(lengths[i], i)));
        }
    }

    /// <summary>Lets the other side get ahead now and then, so that each way of waiting is met.</summary>
    private static void Dawdle(Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                Thread.SpinWait(random.Next(20_000));
                break;
            case 1:
                Thread.Yield();
                break;
        }
    }

    private static byte[] Content(int length, int index)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)(i + index + (i >> 8));
        }

        return bytes;
    }

    private static byte[] Frame(byte[] message)
    {
        byte[] header = new byte[FrameWriter.GetHeaderLength(message.Length, handleCount: 0)];
        FrameWriter.WriteHeader(header, message.Length, handleCount: 0);
        return [.. header, .. message];
    }

    private static Task Start(Func<Task> action)
        => Task.Factory.StartNew(
            () => action().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
