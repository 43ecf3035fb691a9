using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests.Queues;

/// <summary>A queue among real processes.</summary>
public sealed class PipeQueueTests : CleanTestBase
{
    private const int Producers = 3;
    private const int Consumers = 3;
    private const int Items = 10_000;

    [Fact]
    public void HelloWorld_ChildPutsParentGets_ThenJoins()
    {
        using var queue = new PipeQueue<string>();
        using var child = ChildProcess.Start(static q => q.Put("hello world"), queue);
        Assert.Equal("hello world", queue.Get(UnexpectedTimeout));
        child.Join();
        Assert.Equal(0, child.ExitCode);
    }

    [Fact]
    public void Put_ChildEndsWithoutAReader_LosesNothing()
    {
        using var queue = new PipeQueue<string>();
        using var child = ChildProcess.Start(
            static q =>
            {
                q.Put(new string('X', 1_000_000));
                Environment.Exit(0);
            },
            queue);
        child.Join(); // the original waits here for ever: its feeder cannot empty its buffer
        Assert.Equal(1_000_000, queue.Get().Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task Use_ThreeProducersAndThreeConsumers_EveryItemComesOnce(int capacity)
    {
        using var work = new PipeQueue<int>(capacity);
        using var results = new PipeQueue<int[]>();
        var producers = Enumerable.Range(0, Producers).Select(number => ChildProcess.RunAsync(
            static (queue, producer) =>
            {
                for (int i = 0; i < Items; i++)
                {
                    queue.Put((producer * Items) + i);
                }
            },
            work,
            number)).ToArray();
        var consumers = Enumerable.Range(0, Consumers).Select(_ => ChildProcess.RunAsync(Consume, work, results)).ToArray();
        await Task.WhenAll(producers).WaitAsync(2 * UnexpectedTimeout);
        for (int i = 0; i < Consumers; i++)
        {
            work.Put(-1);
        }

        await Task.WhenAll(consumers).WaitAsync(2 * UnexpectedTimeout);
        var got = Enumerable.Range(0, Consumers).Select(_ => results.Get(UnexpectedTimeout)).ToList();
        Assert.All(got, items => Assert.All(items.GroupBy(item => item / Items), ofOne => Assert.Equal(ofOne.Order(), ofOne)));
        Assert.Equal(Enumerable.Range(0, Producers * Items), got.SelectMany(items => items).Order());
        Assert.True(work.IsEmpty);
    }

    [Fact]
    public void Get_ConsumerKilledWhileWaiting_LosesNothing()
    {
        using var queue = new PipeQueue<int>();
        var (mine, theirs) = Pipe.Create();
        using (mine)
        {
            using var child = ChildProcess.Start(
                static (q, ready) =>
                {
                    var getting = q.GetAsync(); // sent when this returns
                    ready.Send(1);
                    getting.AsTask().Wait();
                },
                queue,
                theirs);
            Assert.Equal(1, mine.Receive<int>());
            child.Kill();
            child.Join();
            queue.Put(1);
            Assert.Equal(1, queue.Get(UnexpectedTimeout));
        }
    }

    [Fact]
    public void Put_ProducerKilledRightAfter_TheItemIsThere()
    {
        for (int capacity = 0; capacity < 2; capacity++)
        {
            using var queue = new PipeQueue<int>(capacity);
            using var child = ChildProcess.Start(
                static q =>
                {
                    q.Put(5);
                    Signals.Send(Environment.ProcessId, 9);
                },
                queue);
            child.Join();
            Assert.Equal(-9, child.ExitCode);
            Assert.Equal(5, queue.Get(UnexpectedTimeout));
        }
    }

    [Fact]
    public void Use_WhileAClientIsStopped_GoesOn()
    {
        using var queue = new PipeQueue<byte[]>();
        var (mine, theirs) = Pipe.Create();
        using (mine)
        {
            using var stopped = ChildProcess.Start(
                static (q, ready) =>
                {
                    var gets = Enumerable.Range(0, 8).Select(_ => q.GetAsync().AsTask()).ToArray();
                    ready.Send(q.Count); // answered, so the gets are at the home
                    Task.WaitAll(gets);
                },
                queue,
                theirs);
            mine.Receive<int>();
            Signals.Send(stopped.Pid, 19);
            using var other = ChildProcess.Start(
                static q =>
                {
                    for (int i = 0; i < 20; i++)
                    {
                        q.Put(new byte[300_000]); // the first eight are for the stopped one, whose socket has room for one
                    }
                },
                queue);
            other.Join();
            for (int i = 0; i < 12; i++)
            {
                queue.Get(UnexpectedTimeout);
            }

            Assert.False(queue.TryGet(out _));
            stopped.Kill();
            for (int i = 0; i < 8; i++)
            {
                Assert.Equal(300_000, queue.Get(UnexpectedTimeout).Length);
            }
        }
    }

    [Fact]
    public void Get_HomeIsKilled_FailsWithTheNameOfTheQueue()
    {
        var (mine, theirs) = Pipe.Create();
        using (mine)
        {
            using var home = ChildProcess.Start(
                static c =>
                {
                    using var queue = new PipeQueue<int>();
                    c.Send(queue);
                    c.TryReceive<int>(out _);
                },
                theirs);
            using var client = mine.Receive<PipeQueue<int>>();
            client.Put(1);
            Assert.Equal(1, client.Get(UnexpectedTimeout));
            var pending = client.GetAsync();
            home.Kill();
            var error = Assert.Throws<ConnectionClosedException>(() => client.Get(UnexpectedTimeout));
            Assert.Contains($"process {home.Pid}", error.Message, StringComparison.Ordinal);
            Assert.Throws<ConnectionClosedException>(() => pending.AsTask().GetAwaiter().GetResult());
            Assert.Throws<ConnectionClosedException>(() => client.Put(1));
        }
    }

    [Fact]
    public async Task Pass_FromChildToGrandchild_ReachesTheHome()
    {
        using var queue = new PipeQueue<string>();
        await ChildProcess.RunAsync(static q => ChildProcess.RunAsync(static inner => inner.Put("from below"), q).Wait(), queue);
        Assert.Equal("from below", queue.Get(UnexpectedTimeout));
    }

    private static void Consume(PipeQueue<int> work, PipeQueue<int[]> results)
    {
        var got = new List<int>();
        for (int item = work.Get(); item >= 0; item = work.Get())
        {
            got.Add(item);
        }

        results.Put([.. got]);
    }
}
