using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Connections;

/// <summary>A peer that holds the other end of a ring, and is no connection of ours.</summary>
public sealed class RingHostilePeerTests : CleanTestBase
{
    private readonly RingTransport _peer;
    private readonly Connection _connection;

    public RingHostilePeerTests()
    {
        (_peer, var own) = RingTransport.CreatePair(duplex: true, RingMemory.MinCapacity);
        _connection = Connection.FromTransport(own, ConnectionDirection.Duplex);
    }

    protected override int? DescriptorTolerance => 20;

    public override Task DisposeAsync()
    {
        _peer.Dispose();
        _connection.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("00")]
    [InlineData("00000003")]
    [InlineData("000000036162")]
    [InlineData("ffffffff00000000")]
    public void Receive_PeerEndsInTheMiddle_IsNoEndOfStream(string hex)
    {
        Write(hex);
        _peer.Dispose();
        var error = Assert.Throws<ConnectionClosedException>(() => _connection.ReceiveBytes());
        Assert.Same(error, Assert.Throws<ConnectionClosedException>(() => _connection.ReceiveBytes()).InnerException);
    }

    [Theory]
    [InlineData("fffffffc")]
    [InlineData("7fffffff")]
    [InlineData("fffffffe000000fe")]
    [InlineData("fffffffe0000000100000000")] // announces a handle that does not come
    public void Receive_NoMessage_ClosesTheConnection(string hex)
    {
        Write(hex);
        Assert.True(_connection.Poll());
        var error = Assert.Throws<WireFormatException>(() => _connection.ReceiveBytes());
        Assert.True(_connection.IsClosed);
        Assert.Same(error, Assert.Throws<ConnectionClosedException>(() => _connection.Poll()).InnerException);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(RingMemory.MinCapacity + 1)]
    public void Receive_PositionThatCannotBe_ClosesTheConnection(long written)
    {
        SetWritten(written);
        var error = Assert.Throws<WireFormatException>(() => _connection.ReceiveBytes());
        Assert.True(_connection.IsClosed);
        Assert.Same(error, Assert.Throws<ConnectionClosedException>(() => _connection.ReceiveBytes()).InnerException);
        Assert.Same(error, Assert.Throws<ConnectionClosedException>(() => _connection.Send(1)).InnerException);
    }

    [Fact]
    public void Receive_PositionThatGoesBack_ClosesTheConnection()
    {
        Write("00000000");
        Assert.Empty(_connection.ReceiveBytes());
        SetWritten(3);
        Assert.Throws<WireFormatException>(() => _connection.ReceiveBytes());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(80_000)]
    [InlineData(long.MaxValue)]
    public void Send_PositionThatCannotBe_ClosesTheConnection(long read)
    {
        _connection.SendBytes(new byte[30_000]);
        SetRead(read);
        Assert.Throws<WireFormatException>(() =>
        {
            _connection.SendBytes(new byte[40_000]);
        });
        Assert.True(_connection.IsClosed);
    }

    [Fact]
    public void Receive_OtherNumberOfHandlesThanAnnounced_ClosesThemAndTheConnection()
    {
        var (kept, passed) = RingPair.Create();
        using (kept)
        {
            Write("fffffffe0000000300000000", passed); // two come
            passed.Dispose();
            Assert.Throws<WireFormatException>(() => _connection.ReceiveBytes());
            Assert.False(kept.TryReceive<int>(out _));
        }
    }

    [Fact]
    public void Receive_HandlesThatNobodyAnnounces_AreCutOff()
    {
        using var lent = Libc.CreateEventDescriptor();
        for (int i = 0; i < 10; i++)
        {
            using var handles = new PassedHandles();
            for (int j = 0; j < 100; j++)
            {
                handles.Lend(lent);
            }

            Assert.Equal(1, _peer.Bell.SendHandles(handles));
        }

        Assert.Throws<WireFormatException>(() => _connection.ReceiveBytes());
        Assert.True(_connection.IsClosed);
    }

    [Fact]
    public void Receive_HundredDroppedMessagesWithHandles_LeakNoDescriptor()
    {
        using var lent = Libc.CreateEventDescriptor();
        using var sender = Connection.FromTransport(_peer, ConnectionDirection.Duplex);
        for (int i = 0; i < 100; i++)
        {
            using (var message = new OutgoingMessage())
            {
                message.Handles.Lend(lent);
                message.Handles.Give(Libc.CreateEventDescriptor());
                sender.SendMessage(message);
            }

            using var received = _connection.ReceiveMessage();
            Assert.Equal(2, received!.Handles.Count);
        }
    }

    [Fact]
    public void Receive_BellsWithoutReason_DoNoHarm()
    {
        for (int i = 0; i < 1_000; i++)
        {
            Assert.True(_peer.Bell.Ring());
        }

        Write("0000000107");
        Assert.Equal(7, _connection.Receive<int>());
        Assert.False(_connection.Poll());
    }

    [Fact]
    public void Open_MemoryThatIsNoRing_IsRefused()
    {
        using var carrier = RingMemory.Create(rings: 1, RingMemory.MinCapacity).Handle; // a handle of the right kind
        Assert.Throws<WireFormatException>(() => RingMemory.Open(SharedRegion.Create(200_000, "other").Handle));
        Assert.Throws<WireFormatException>(() => RingMemory.Open(Libc.CreateEventDescriptor()));
        Spoil(carrier, RingMemory.MinCapacity * 2);
        Assert.Throws<WireFormatException>(() => RingMemory.Open(Libc.Duplicate(carrier)));
        Spoil(carrier, 3);
        Assert.Throws<WireFormatException>(() => RingMemory.Open(Libc.Duplicate(carrier)));
        Spoil(carrier, RingMemory.MinCapacity);
        RingMemory.Open(Libc.Duplicate(carrier)).Release();
    }

    [Fact]
    public async Task Dispose_OfBothEndsWhileEverybodyIsInside_EndsTheirCalls()
    {
        for (int i = 0; i < 50; i++)
        {
            var (first, second) = RingPair.Create(capacity: RingMemory.MinCapacity);
            var calls = new[] { first, second }.SelectMany(end => new[]
            {
                RunAsync(() => { while (true) { end.SendBytes(new byte[50_000]); } }),
                RunAsync(() => { while (true) { end.ReceiveBytes(); } }),
            }).ToArray();
            for (int spin = 0; spin < i; spin++)
            {
                Thread.SpinWait(500);
            }

            first.Dispose();
            second.Dispose();
            await Task.WhenAll(calls).WaitAsync(UnexpectedTimeout);
        }
    }

    private static void Spoil(Microsoft.Win32.SafeHandles.SafeFileHandle memory, int capacity)
        => RandomAccess.Write(memory, BitConverter.GetBytes(capacity), 68);

    private static Task RunAsync(Action action)
        => Task.Factory.StartNew(
            () => Assert.True(Record.Exception(action) is ProcessingException or ObjectDisposedException or EndOfStreamException),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private unsafe void SetWritten(long position) => _peer.Memory.Control(1)->Written = position;

    private unsafe void SetRead(long position) => _peer.Memory.Control(0)->Read = position;

    private void Write(string hex, Connection? along = null)
    {
        byte[] bytes = Convert.FromHexString(hex);
        if (along is null)
        {
            _peer.Send(bytes, default, null, default);
            return;
        }

        using var message = new OutgoingMessage();
        var writer = message.CreateWriter();
        MessageFormatter.Write(ref writer, along);
        _peer.Send(bytes, default, message.Handles, default);
    }
}
