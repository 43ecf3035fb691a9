using FsCheck;
using FsCheck.Fluent;
using Processing.Messaging;

namespace Processing.PropertyTests.Transports;

/// <summary>A peer that writes whatever it likes over the shared memory, before and while it is used.</summary>
public sealed class RingHeaderProperties
{
    private static readonly TimeSpan s_unexpected = TimeSpan.FromSeconds(60);

    private static readonly Gen<long> s_word = Gen.Frequency(
        (2, Gen.Choose(-10, 200_000).Select(value => (long)value)),
        (1, Gen.Elements(long.MinValue, long.MaxValue, -1, int.MinValue, uint.MaxValue, 1L << 62)));

    [Fact]
    public void Positions_OfAnyValue_GiveOneNamedErrorOrBytes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(s_word.ArrayOf(6).ToArbitrary(), words =>
        {
            var (peer, own) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);
            using (peer)
            using (var connection = Connection.FromTransport(own, ConnectionDirection.Duplex))
            {
                connection.SendBytes(new byte[100]);
                Spoil(peer, words);
                Try(() =>
                {
                    while (connection.Poll())
                    {
                        connection.ReceiveBytes();
                    }
                });
                using var source = new CancellationTokenSource();
                Task sending = connection.IsClosed ? Task.CompletedTask : SendAsync(connection, source.Token);
                source.Cancel(); // one that waits for room gives up, one that has begun waits on until this end is closed
                connection.Dispose();
                Assert.True(((IAsyncResult)sending).AsyncWaitHandle.WaitOne(s_unexpected));
                Try(() => sending.GetAwaiter().GetResult());
            }
        }));

    [Fact]
    public async Task Positions_ChangingAllTheTime_NeverLeadOutsideTheRing()
    {
        var random = new Random(1);
        for (int round = 0; round < 20; round++)
        {
            var (peer, own) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);
            using (peer)
            using (var connection = Connection.FromTransport(own, ConnectionDirection.Duplex))
            {
                using var over = new ManualResetEventSlim();
                var spoiling = Start(() =>
                {
                    while (!over.IsSet)
                    {
                        Scribble(peer, random);
                    }
                });
                var receiving = Start(() => Try(() =>
                {
                    while (connection.TryReceive<string>(out _))
                    {
                        // Whatever it says.
                    }
                }));
                var sending = Start(() => Try(() =>
                {
                    while (true)
                    {
                        connection.SendBytes(new byte[20_000]);
                    }
                }));
                Thread.SpinWait(100_000);
                connection.Dispose();
                await Task.WhenAll(receiving, sending).WaitAsync(s_unexpected);
                over.Set();
                await spoiling.WaitAsync(s_unexpected);
            }
        }
    }

    private static async Task SendAsync(Connection connection, CancellationToken cancellationToken)
    {
        await connection.SendBytesAsync(new byte[10], cancellationToken);
        await connection.SendBytesAsync(new byte[200_000], cancellationToken);
    }

    /// <summary>Nothing but the documented errors may come out.</summary>
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException or EndOfStreamException or OperationCanceledException)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    private static unsafe void Spoil(RingTransport peer, long[] words)
    {
        for (int ring = 0; ring < 2; ring++)
        {
            RingControl* control = peer.Memory.Control(ring);
            control->Written = words[3 * ring];
            control->Read = words[(3 * ring) + 1];
            control->WriterEnded = (int)words[(3 * ring) + 2];
        }
    }

    private static unsafe void Scribble(RingTransport peer, Random random)
    {
        RingControl* control = peer.Memory.Control(random.Next(2));
        switch (random.Next(5))
        {
            case 0:
                control->Written += random.Next(3_000); // now and then one that can be
                break;
            case 1:
                control->Read += random.Next(3_000);
                break;
            case 2:
                control->ReaderSleeps = random.Next(2);
                break;
            case 3:
                control->WriterSleeps = random.Next(2);
                break;
            default:
                random.NextBytes(new Span<byte>(peer.Memory.Data(random.Next(2)), peer.Memory.Capacity));
                break;
        }
    }

    private static Task Start(Action action)
        => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
