using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

public abstract partial class ProcessQueueTests
{
    [Fact]
    public async Task Dispose_OfAClient_LeavesTheQueueToTheOthers()
    {
        using var queue = new PipeQueue<int>();
        var client = Pass(queue);
        using var other = Pass(queue);
        await PutAsync(client, 1);
        var waiting = RunAsync(() => GetAsync(Pass(other)));
        Assert.Equal(1, await waiting.WaitAsync(UnexpectedTimeout));
        var pending = RunAsync(() => GetAsync(client));
        await PutAsync(client, 2);
        Assert.Equal(2, await pending.WaitAsync(UnexpectedTimeout));
        pending = RunAsync(() => GetAsync(client));
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pending.WaitAsync(UnexpectedTimeout));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(client, 3));
        await PutAsync(queue, 4);
        Assert.Equal(4, await GetAsync(other));
    }

    [Fact]
    public async Task Dispose_AtHome_EndsTheQueueForEveryone()
    {
        var queue = new PipeQueue<int>(1);
        using var client = Pass(queue);
        using var other = Pass(client);
        await PutAsync(other, 1);
        var putting = RunAsync(() => PutAsync(client, 2));
        var atHome = RunAsync(() => PutAsync(queue, 3));
        await queue.DisposeAsync();
        var error = await Assert.ThrowsAsync<ConnectionClosedException>(() => putting.WaitAsync(UnexpectedTimeout));
        Assert.Contains(queue.ToString(), error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => atHome.WaitAsync(UnexpectedTimeout));
        await Assert.ThrowsAsync<ConnectionClosedException>(() => GetAsync(other));
        await Assert.ThrowsAsync<ConnectionClosedException>(() => TryPutAsync(client, 2, UnexpectedTimeout));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => GetAsync(queue));
        Assert.Throws<ObjectDisposedException>(() => Pass(queue));
        await queue.DisposeAsync();
    }

    [Fact]
    public async Task Pass_FromAClient_ReachesTheSameQueue()
    {
        using var queue = new PipeQueue<string>();
        using var first = Pass(queue);
        using var second = Pass(first);
        first.Dispose();
        await PutAsync(second, "a");
        Assert.Equal("a", await GetAsync(queue));
        await PutAsync(queue, "b");
        Assert.Equal("b", await GetAsync(second));
        Assert.Equal(queue.ToString(), second.ToString());
    }

    [Fact]
    public void Pass_AsAnotherType_IsRefused()
    {
        using var queue = new PipeQueue<int>();
        var (first, second) = Pipe.Create();
        using (first)
        using (second)
        {
            first.Send(queue);
            var error = Assert.Throws<WireFormatException>(() => second.Receive<PipeQueue<string>>());
            Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Put_ItemThatCannotBeSent_ChangesNothing()
    {
#pragma warning disable PROC1001 // that it cannot be sent is what is tested
        using var queue = new PipeQueue<object>();
#pragma warning restore PROC1001
        using var client = Pass(queue);
        await Assert.ThrowsAsync<MessageSerializationException>(() => PutAsync<object>(client, new Stack<Task>()));
        await Assert.ThrowsAsync<MessageSerializationException>(() => PutAsync<object>(queue, new Stack<Task>()));
        Assert.True(client.IsEmpty);
    }

    [Fact]
    public async Task Put_OversizeItem_ChangesNothing()
    {
        using var queue = new PipeQueue<byte[]>(new PipeQueueOptions { MaxMessageLength = 1000 });
        using var client = Pass(queue);
        await Assert.ThrowsAsync<MessageSerializationException>(() => PutAsync(client, new byte[1000]));
        await Assert.ThrowsAsync<MessageSerializationException>(() => PutAsync(queue, new byte[1000]));
        Assert.True(queue.IsEmpty);
        await PutAsync(client, new byte[997]); // three bytes say that it is binary, and how long
        Assert.Equal(997, (await GetAsync(client)).Length);
    }

    [Fact]
    public async Task Put_LargeItem_ArrivesWhole()
    {
        using var queue = new PipeQueue<byte[]>(1);
        using var client = Pass(queue);
        using var other = Pass(queue);
        var item = new byte[3_000_000];
        new Random(1).NextBytes(item);
        var getting = RunAsync(() => GetAsync(other));
        await PutAsync(client, item);
        Assert.Equal(item, await getting.WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task Put_Connection_TravelsFromProducerToConsumer()
    {
        using var queue = new PipeQueue<Connection>(1);
        using var producer = Pass(queue);
        using var consumer = Pass(queue);
        foreach (var (from, to) in new[] { (producer, consumer), (queue, consumer), (producer, queue), (queue, queue) })
        {
            var (kept, passed) = Pipe.Create();
            using (kept)
            using (passed)
            {
                await PutAsync(from, passed);
                Assert.True(passed.IsClosed);
                using (var arrived = await GetAsync(to))
                {
                    arrived.Send("through");
                    Assert.Equal("through", kept.Receive<string>());
                }

                Assert.False(kept.TryReceive<string>(out _)); // nobody else holds the other end
            }
        }
    }

    [Fact]
    public async Task Put_ConnectionThatIsRefused_StaysUsable()
    {
        using var queue = new PipeQueue<Connection>(1);
        using var client = Pass(queue);
        var (blockerKept, blocker) = Pipe.Create();
        var (kept, passed) = Pipe.Create();
        using (blockerKept)
        using (kept)
        using (passed)
        {
            await PutAsync(client, blocker);
            Assert.False(await TryPutAsync(client, passed, TimeSpan.Zero));
            Assert.False(await TryPutAsync(client, passed, ExpectedTimeout));
            Assert.False(await TryPutAsync(queue, passed, TimeSpan.Zero));
            passed.Send(1);
            Assert.Equal(1, kept.Receive<int>());
            queue.Dispose();
            Assert.False(blockerKept.TryReceive<int>(out _)); // what the queue still held is closed
        }
    }

    [Fact]
    public async Task Put_AnotherQueue_IsShared()
    {
        using var outer = new PipeQueue<PipeQueue<int>>();
        using var inner = new PipeQueue<int>();
        using var client = Pass(outer);
        using var innerClient = Pass(inner);
        await PutAsync(client, innerClient);
        using var arrived = await GetAsync(client);
        await PutAsync(arrived, 5);
        Assert.Equal(5, await GetAsync(inner));
        await PutAsync(innerClient, 6);
        Assert.Equal(6, await GetAsync(arrived));
    }

    [Fact]
    public async Task Use_ByManyThreadsOfSeveralClients_LosesAndDoublesNothing()
    {
        const int Threads = 4;
        const int Items = 500;
        using var queue = new PipeQueue<int>(10);
        using var client = Pass(queue);
        using var other = Pass(client);
        PipeQueue<int>[] users = [queue, client, other];
        var producers = Enumerable.Range(0, Threads * users.Length).Select(number => RunAsync(async () =>
        {
            for (int i = 0; i < Items; i++)
            {
                await PutAsync(users[number % users.Length], (number * Items) + i);
            }
        })).ToArray();
        var consumers = Enumerable.Range(0, Threads * users.Length).Select(number => RunAsync(async () =>
        {
            var got = new List<int>();
            for (int i = 0; i < Items; i++)
            {
                got.Add(await GetAsync(users[number % users.Length]));
            }

            return got;
        })).ToArray();
        await foreach (var ended in Task.WhenEach([.. producers, .. consumers]).WithCancellation(new CancellationTokenSource(UnexpectedTimeout).Token))
        {
            await ended; // the first failure is told, not waited out by the others
        }

        var gotten = await Task.WhenAll(consumers).WaitAsync(UnexpectedTimeout);
        Assert.Equal(Enumerable.Range(0, Threads * users.Length * Items), gotten.SelectMany(items => items).Order());
        foreach (var items in gotten)
        {
            foreach (var ofOneProducer in items.GroupBy(item => item / Items))
            {
                Assert.Equal(ofOneProducer.Order(), ofOneProducer);
            }
        }
    }
}
