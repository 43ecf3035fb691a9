using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Which connections move to another process over which.</summary>
public sealed class ConnectionMoveTests
{
    [Fact]
    public void Send_TcpConnection_MovesItWithWhatIsInFlight()
    {
        var (carrier, far) = UnixPair.Create(duplex: true);
        var (kept, passed) = TransportPair.Create(ProcessAddress.AnyTcp, duplex: true);
        using (carrier)
        using (far)
        using (kept)
        {
            kept.Send("consumed");
            kept.Send("buffered");
            Assert.Equal("consumed", passed.Receive<string>());
            carrier.Send(passed);
            Assert.True(passed.IsClosed);
            kept.Send("later");
            using (var arrived = far.Receive<Connection>())
            {
                Assert.Equal("buffered", arrived.Receive<string>());
                Assert.Equal("later", arrived.Receive<string>());
                arrived.Send(5);
                Assert.Equal(5, kept.Receive<int>());
            }

            Assert.False(kept.TryReceive<int>(out _));
        }
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("inproc")]
    public void Send_ConnectionThatCannotMove_IsRefusedAndStaysUsable(string kind)
    {
        var (carrier, far) = UnixPair.Create(duplex: true);
        var (kept, passed) = kind == "tls"
            ? TransportPair.CreateEncrypted(ProcessAddress.AnyTcp, duplex: true)
            : TransportPair.Create(new InProcessAddress(Guid.NewGuid().ToString()), duplex: true);
        using (carrier)
        using (far)
        using (kept)
        using (passed)
        {
            Assert.Throws<MessageSerializationException>(() => carrier.Send(passed));
            passed.Send(1);
            Assert.Equal(1, kept.Receive<int>());
        }
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("tls")]
    [InlineData("inproc")]
    public void Send_ConnectionOverOneThatCarriesNoHandles_IsRefused(string kind)
    {
        var (carrier, far) = kind switch
        {
            "tcp" => TransportPair.Create(ProcessAddress.AnyTcp, duplex: true),
            "tls" => TransportPair.CreateEncrypted(ProcessAddress.AnyTcp, duplex: true),
            _ => TransportPair.Create(new InProcessAddress(Guid.NewGuid().ToString()), duplex: true),
        };
        var (kept, passed) = UnixPair.Create(duplex: true);
        using (carrier)
        using (far)
        using (kept)
        using (passed)
        {
            Assert.Throws<MessageSerializationException>(() => carrier.Send(passed));
            passed.Send(1);
            Assert.Equal(1, kept.Receive<int>());
            carrier.Send(2);
            Assert.Equal(2, far.Receive<int>());
        }
    }
}
