using Microsoft.Win32.SafeHandles;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Connections;

/// <summary>A peer that is no connection of ours, but a socket with bytes of the test's choice.</summary>
public sealed class HostilePeerTests : CleanTestBase
{
    private readonly SafeFileHandle _peer;
    private readonly Connection _connection;

    public HostilePeerTests()
    {
        (_peer, var socket) = Libc.CreateSocketPair();
        _connection = Connection.FromDescriptor(socket, ConnectionDirection.Duplex);
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
    [InlineData("000000")]
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
    [InlineData("fffffffd00000401")]
    [InlineData("ffffffffffffffffffffffff")]
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

    [Fact]
    public void Receive_HandlesNobodyAnnounced_ClosesThemAndTheConnection()
    {
        var (kept, passed) = Pipe.Create();
        using (kept)
        {
            Write("00000000", passed);
            passed.Dispose();
            Assert.Throws<WireFormatException>(() => _connection.ReceiveBytes());
            Assert.False(kept.TryReceive<int>(out _));
        }
    }

    [Fact]
    public void Receive_ManyHandlesInsideOneMessage_AreCutOff()
    {
        using var lent = Libc.CreateEventDescriptor();
        Write("00010000");
        var error = Assert.ThrowsAny<ProcessingException>(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                using var handles = new PassedHandles();
                for (int j = 0; j < 100; j++)
                {
                    handles.Lend(lent);
                }

                Assert.Equal(1, Libc.SendBytes(_peer, [0], default, handles, Libc.MSG_NOSIGNAL));
                _connection.Poll();
            }
        });
        Assert.IsType<WireFormatException>(error.InnerException);
    }

    [Fact]
    public void Receive_HundredDroppedMessagesWithHandles_LeakNoDescriptor()
    {
        using var lent = Libc.CreateEventDescriptor();
        using var sender = Connection.FromDescriptor(_peer, ConnectionDirection.Duplex);
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
    public void Dispose_WithHandlesReceivedAndNotTaken_ClosesThem()
    {
        var (kept, passed) = Pipe.Create();
        using (kept)
        {
            Write("fffffffe0000000100000005", passed); // the payload does not come
            passed.Dispose();
            Assert.False(_connection.Poll());
            _connection.Dispose();
            Assert.False(kept.TryReceive<int>(out _));
        }
    }

    private void Write(string hex, Connection? along = null)
    {
        byte[] bytes = Convert.FromHexString(hex);
        if (along is null)
        {
            Assert.Equal(bytes.Length, Libc.SendBytes(_peer, bytes, default, Libc.MSG_NOSIGNAL));
            return;
        }

        using var message = new OutgoingMessage();
        var writer = message.CreateWriter();
        MessageFormatter.Write(ref writer, along);
        Assert.Equal(bytes.Length, Libc.SendBytes(_peer, bytes, default, message.Handles, Libc.MSG_NOSIGNAL));
    }
}
