using Processing.Messaging;
using Processing.Sync;

namespace Processing.UnitTests.Queues;

/// <summary>What the home of a queue does with a client that breaks the protocol: it lets go of that client, and of nothing else.</summary>
public sealed class QueueProtocolTests
{
    [Theory]
    [InlineData(new byte[] { 99 })] // a kind that does not exist
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xc0 })] // no number
    [InlineData(new byte[] { 1, 9, 1, 42 })] // a put of an unknown mode
    [InlineData(new byte[] { 1, 1 })] // a put that ends too early
    [InlineData(new byte[] { 2, 1 })]
    [InlineData(new byte[] { 2, 1, 1 })] // a number where a boolean is due
    [InlineData(new byte[] { 3, 1 })] // an acknowledgement of nothing
    [InlineData(new byte[] { 5 })]
    [InlineData(new byte[] { 5, 0xd4, 1, 0 })] // a handle that did not come along
    public void Message_ThatBreaksTheProtocol_EndsItsClientOnly(byte[] message)
    {
        using var queue = new PipeQueue<int>();
        using var other = Connect(queue);
        using var client = Connect(queue);
        client.SendBytes(message);
        Assert.False(client.TryReceive<int>(out _));
        queue.Put(1);
        other.SendBytes([2, 1, 0xc2]);
        Assert.Equal([2, 1, 1], other.ReceiveBytes());
    }

    [Fact]
    public void Request_NumberUsedTwice_EndsTheClient()
    {
        using var queue = new PipeQueue<int>();
        using var client = Connect(queue);
        client.SendBytes([2, 1, 0xc3]);
        client.SendBytes([2, 1, 0xc3]);
        Assert.False(client.TryReceive<int>(out _));
        queue.Put(5);
        Assert.Equal(5, queue.Get());
    }

    [Fact]
    public void Withdraw_OfWhatIsNotOpen_IsIgnored()
    {
        using var queue = new PipeQueue<int>();
        using var client = Connect(queue);
        client.SendBytes([4, 1]);
        client.SendBytes([6, 2]);
        Assert.Equal([4, 2, 0], client.ReceiveBytes());
    }

    [Fact]
    public void Withdraw_OfAPutThatWaits_IsAnsweredAndPutsNothing()
    {
        using var queue = new PipeQueue<int>(1);
        using var client = Connect(queue);
        client.SendBytes([1, 1, 1, 10]);
        Assert.Equal([1, 1], client.ReceiveBytes());
        client.SendBytes([1, 1, 2, 11]);
        client.SendBytes([4, 2]);
        Assert.Equal([3, 2], client.ReceiveBytes());
        Assert.Equal(10, queue.Get());
        Assert.False(queue.TryGet(out _));
    }

    [Fact]
    public void Item_NotAcknowledged_ComesBackToItsPlace()
    {
        using var queue = new PipeQueue<int>();
        queue.Put(1);
        queue.Put(2);
        queue.Put(3);
        using (var client = Connect(queue))
        {
            client.SendBytes([2, 1, 0xc3]);
            client.SendBytes([2, 2, 0xc3]);
            Assert.Equal([2, 1, 1], client.ReceiveBytes());
            Assert.Equal([2, 2, 2], client.ReceiveBytes());
            client.SendBytes([3, 2]);
        }

        // The home notices in its own time; the count tells when.
        Assert.True(SpinWait.SpinUntil(() => queue.Count == 2, TimeSpan.FromSeconds(30)));
        Assert.Equal(1, queue.Get());
        Assert.Equal(3, queue.Get());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_HandleOfTheItemWasDisposedMeanwhile_FailsThatPutOnly(bool async)
    {
        using var queue = new PipeQueue<int>();
        using var client = new ClientEndpoint(QueueDescription.Create<int>(new PipeQueueOptions()), Connect(queue));
        using (var draft = client.CreateDraft(PutMode.Quiet))
        {
            var lent = new ProcessLock();
            draft.Write(lent, client.Description);
            lent.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(
                async () => _ = async ? await client.PutAsync(draft, Deadline.Never, default) : client.Put(draft, Deadline.Never, default));
        }

        Assert.Equal(0, client.GetCount());
    }

    [Fact]
    public void Get_AnswerWithoutARequest_IsDropped()
    {
        var (home, mine) = Pipe.Create();
        using (home)
        {
            var description = QueueDescription.Create<int>(new PipeQueueOptions());
            using var client = new ClientEndpoint(description, mine);
            home.SendBytes([2, 77, 5]); // an item for a request that was withdrawn long ago
            home.SendBytes([2, 1, 6]);
            using var item = client.Get(Deadline.Never, CancellationToken.None);
            Assert.Equal(6, MessagePackSerializer.Default.Deserialize<int>(item!.Payload));
            Assert.Equal([2, 1, 0xc3], home.ReceiveBytes());
            Assert.Equal([3, 1], home.ReceiveBytes());
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xc0 })]
    [InlineData(new byte[] { 4, 1 })]
    [InlineData(new byte[] { 9, 1 })]
    public void Get_AnswerThatBreaksTheProtocol_EndsTheQueueHere(byte[] answer)
    {
        var (home, mine) = Pipe.Create();
        using (home)
        {
            using var client = new ClientEndpoint(QueueDescription.Create<int>(new PipeQueueOptions()), mine);
            home.SendBytes(answer);
            var error = Assert.Throws<ConnectionClosedException>(() => client.Get(Deadline.Never, CancellationToken.None));
            Assert.IsType<WireFormatException>(error.InnerException);
        }
    }

    [Fact]
    public void Get_TimedOut_WithdrawsAndDropsTheLateItem()
    {
        var (home, mine) = Pipe.Create();
        using (home)
        {
            using var client = new ClientEndpoint(QueueDescription.Create<int>(new PipeQueueOptions()), mine);
            Assert.Null(client.Get(Deadline.After(TimeSpan.FromMilliseconds(5)), CancellationToken.None));
            Assert.Equal([2, 1, 0xc3], home.ReceiveBytes());
            Assert.Equal([4, 1], home.ReceiveBytes());
            home.SendBytes([2, 1, 5]); // was on its way
            home.SendBytes([2, 2, 5]); // the same item, handed out again
            using var item = client.Get(Deadline.Never, CancellationToken.None);
            Assert.NotNull(item);
            Assert.Equal([2, 2, 0xc3], home.ReceiveBytes());
            Assert.Equal([3, 2], home.ReceiveBytes());
        }
    }

    [Fact]
    public void Put_WithoutCapacity_AsksForAnAnswerOnceInAWhile()
    {
        var (home, mine) = Pipe.Create();
        using (home)
        {
            using var client = new ClientEndpoint(QueueDescription.Create<int>(new PipeQueueOptions()), mine);
            for (int i = 1; i <= 64; i++)
            {
                Assert.Equal(PutMode.Quiet, Put(client));
                Assert.Equal([1, 0, (byte)i], home.ReceiveBytes()[..3]);
            }

            home.SendBytes([1, 65]);
            Assert.Equal(PutMode.Wait, Put(client));
            Assert.Equal(PutMode.Quiet, Put(client));
        }
    }

    private static PutMode Put(ClientEndpoint client)
    {
        using var draft = client.CreateDraft(PutMode.Quiet);
        draft.Write(1, client.Description);
        Assert.True(client.Put(draft, Deadline.Never, CancellationToken.None));
        return draft.Mode;
    }

    /// <summary>A client that says what it likes.</summary>
    private static Connection Connect(PipeQueue<int> queue)
    {
        using var message = new OutgoingMessage();
        var writer = message.CreateWriter();
        MessageFormatter.Write(ref writer, queue);
        return Connection.FromDescriptor(Libc.Duplicate(message.Handles[0]), ConnectionDirection.Duplex);
    }
}
