using Processing.Messaging;
using static Processing.UnitTests.Authentication.HandshakeWire;

namespace Processing.UnitTests.Authentication;

public sealed class OwnHandshakeTests
{
    private static readonly AuthKey s_key = AuthKey.FromText("a key that both of them hold");
    private static readonly AuthKey s_otherKey = AuthKey.FromText("a key that only one of them holds");

    [Fact]
    public void Run_SameKey_SucceedsOnBothSides()
    {
        var (client, server) = (Client(s_key), Server(s_key));
        Run(client, server);
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, server.State));
        Assert.Equal(AuthenticationFailure.None, client.Failure.Reason);
    }

    [Fact]
    public void Run_EveryKeyOfTheListener_IsAccepted()
    {
        foreach (var key in new[] { s_key, s_otherKey })
        {
            var (client, server) = (Client(key), Server(s_key, s_otherKey));
            Run(client, server);
            Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, server.State));
        }
    }

    [Fact]
    public void Run_UnknownKey_LooksLikeAWrongKeyToTheClient()
    {
        var (stranger, server) = (Client(s_otherKey), Server(s_key));
        var toStranger = Run(stranger, server);
        Assert.Equal(AuthenticationFailure.UnknownKey, server.Failure.Reason);

        // The right key's name, and a proof that does not fit.
        var (liar, second) = (Client(s_key), Server(s_key));
        byte[] proof = Feed(liar, Feed(second, Start(liar)));
        proof[^1] ^= 1;
        byte[] refusal = Feed(second, proof);
        Assert.Equal(AuthenticationFailure.WrongKey, second.Failure.Reason);

        Assert.Equal(refusal, toStranger[^1].Bytes);
        Assert.Equal(AuthenticationFailure.Refused, stranger.Failure.Reason);
        Assert.Equal(HandshakeState.Running, liar.State);
        Feed(liar, refusal);
        Assert.Equal(AuthenticationFailure.Refused, liar.Failure.Reason);
    }

    [Fact]
    public void Start_OfTheServer_TellsAStrangerNothing()
    {
        var (client, server) = (Client(s_otherKey), Server(s_key));
        Assert.Empty(Start(server));
        byte[] hello = Feed(server, Start(client));
        Assert.Equal(4 + 3 + OwnProtocol.NonceLength + 1, hello.Length); // kind, choice, nonce, no scope: no proof to try keys on
    }

    [Fact]
    public void Advance_RecordedConversation_IsRefused()
    {
        var (client, server) = (Client(s_key), Server(s_key));
        var said = Run(client, server);
        var second = Server(s_key);
        foreach (var (_, bytes) in said.Where(part => part.FromClient))
        {
            Feed(second, bytes);
        }

        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.WrongKey), (second.State, second.Failure.Reason));

        var third = Client(s_key);
        Start(third);
        foreach (var (_, bytes) in said.Where(part => !part.FromClient))
        {
            Feed(third, bytes);
        }

        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.WrongKey), (third.State, third.Failure.Reason));
    }

    [Fact]
    public void Advance_OwnMessagesBack_AreRefused()
    {
        var client = Client(s_key);
        byte[] answer = Feed(client, Start(client));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.Malformed), (client.State, client.Failure.Reason));
        Assert.Equal(Frame([(byte)OwnMessageKind.Refusal, (byte)RefusalCode.Malformed]), answer);

        // The client's own proof as the server's: another key and another role.
        var second = Client(s_key);
        byte[] proof = Feed(second, Feed(Server(s_key), Start(second)));
        proof[4] = (byte)OwnMessageKind.Welcome;
        Feed(second, proof);
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.WrongKey), (second.State, second.Failure.Reason));
    }

    [Fact]
    public void Advance_HelloOfTwoServersMixed_IsRefused()
    {
        // One honest client's messages go to a server that answered another one.
        var (first, second) = (Client(s_key), Client(s_key));
        var server = Server(s_key);
        byte[] hello = Feed(server, Start(first));
        Start(second);
        Feed(server, Feed(second, hello));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.WrongKey), (server.State, server.Failure.Reason));
    }

    [Fact]
    public void Advance_RelayBetweenBoundChannels_FailsOnBothSides()
    {
        // Each honest end shares its channel with the relay, which forwards every byte.
        var client = new OwnClientHandshake(HandshakeKey.Of(s_key), Bound("tls-sha256", "client", "relay as server"));
        var server = new OwnServerHandshake(new HandshakeKeyRing([s_key]), Bound("tls-sha256", "server", "relay as client"));
        Run(client, server);
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.WrongKey), (server.State, server.Failure.Reason));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.Refused), (client.State, client.Failure.Reason));
    }

    [Theory]
    [InlineData("tls-sha256")]
    [InlineData("pid:[4026531836]")]
    public void Run_BoundChannel_Succeeds(string scope)
    {
        var client = new OwnClientHandshake(HandshakeKey.Of(s_key), Bound(scope, "c", "s"));
        var server = new OwnServerHandshake(new HandshakeKeyRing([s_key]), Bound(scope, "s", "c"));
        Run(client, server);
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, server.State));
    }

    [Fact]
    public void Run_ProcessesInDifferentNamespaces_AreNotCompared()
    {
        var client = new OwnClientHandshake(HandshakeKey.Of(s_key), Bound("pid:[1]", "7", "0"));
        var server = new OwnServerHandshake(new HandshakeKeyRing([s_key]), Bound("pid:[2]", "1", "0"));
        Run(client, server);
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, server.State));
    }

    [Theory]
    [InlineData("tls-sha256", "")]
    [InlineData("", "tls-sha256")]
    [InlineData("tls-sha256", "pid:[1]")]
    [InlineData("tls-sha256", "tls-other")]
    public void Run_EncryptionEndsInBetween_Fails(string clientScope, string serverScope)
    {
        var client = new OwnClientHandshake(HandshakeKey.Of(s_key), Bound(clientScope, "c", "s"));
        var server = new OwnServerHandshake(new HandshakeKeyRing([s_key]), Bound(serverScope, "s", "c"));
        Run(client, server);
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.ChannelMismatch), (server.State, server.Failure.Reason));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.Refused), (client.State, client.Failure.Reason));
    }

    [Fact]
    public void Advance_ScopeTakenOutOnTheWay_IsNoticedByTheClient()
    {
        var client = new OwnClientHandshake(HandshakeKey.Of(s_key), Bound("tls-sha256", "c", "s"));
        Start(client);
        Feed(client, Frame(new ServerHello { Version = 1, Suite = 1, Nonce = new byte[32], Scope = [] }.ToArray()));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.ChannelMismatch), (client.State, client.Failure.Reason));
    }

    [Fact]
    public void Advance_OffersChangedOnTheWay_AreRefused()
    {
        var (client, server) = (Client(s_key), Server(s_key));
        ClientHello.TryRead(Start(client).AsSpan(4), out var hello);
        byte[] changed = new ClientHello
        {
            Versions = [1, 0],
            Suites = hello.Suites,
            Nonce = hello.Nonce,
            KeyId = hello.KeyId,
            Scope = hello.Scope,
        }.ToArray();
        Feed(server, Feed(client, Feed(server, Frame(changed))));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.WrongKey), (server.State, server.Failure.Reason));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void Advance_NothingInCommon_IsToldToThePeer(byte version, byte suite)
    {
        var server = Server(s_key);
        byte[] answer = Feed(server, Frame(new ClientHello { Versions = [version], Suites = [suite], Nonce = new byte[32], KeyId = new byte[8], Scope = [] }.ToArray()));
        Assert.Equal(AuthenticationFailure.NothingInCommon, server.Failure.Reason);

        var client = Client(s_key);
        Start(client);
        Feed(client, answer);
        Assert.Equal(AuthenticationFailure.NothingInCommon, client.Failure.Reason);

        var second = Client(s_key);
        Start(second);
        Feed(second, Frame(new ServerHello { Version = version, Suite = suite, Nonce = new byte[32], Scope = [] }.ToArray()));
        Assert.Equal(AuthenticationFailure.NothingInCommon, second.Failure.Reason);
    }

    [Fact]
    public void Advance_PeerSpeaksPythonsHandshake_SaysSo()
    {
        var client = Client(s_key);
        Start(client);
        Feed(client, Start(new PythonHandshake([s_key], isListener: true, allowLegacyMd5: false)));
        Assert.Equal(AuthenticationFailure.WrongProtocol, client.Failure.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(256)]
    public void Advance_Junk_IsRefused(int length)
    {
        foreach (HandshakeMachine machine in new HandshakeMachine[] { Client(s_key), Server(s_key) })
        {
            Start(machine);
            byte[] answer = Feed(machine, Frame(new byte[length]));
            Assert.Equal((HandshakeState.Failed, AuthenticationFailure.Malformed), (machine.State, machine.Failure.Reason));
            Assert.Equal(Frame([(byte)OwnMessageKind.Refusal, (byte)RefusalCode.Malformed]), answer);
        }
    }

    [Theory]
    [InlineData("00 00 01 01")]
    [InlineData("7f ff ff ff")]
    [InlineData("ff ff ff ff 00 00 00 00 00 00 01 01")]
    [InlineData("ff ff ff ff ff ff ff ff ff ff ff ff")]
    public void Advance_LongMessageAnnounced_IsNotWaitedFor(string header)
    {
        var server = Server(s_key);
        Assert.Empty(Feed(server, Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal))));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.MessageTooLong), (server.State, server.Failure.Reason));
    }

    [Theory]
    [InlineData("ff ff ff fe")] // announces native handles
    [InlineData("ff ff ff fd")] // announces a header
    [InlineData("80 00 00 00")]
    public void Advance_NegativeLength_IsRefused(string header)
    {
        var server = Server(s_key);
        byte[] answer = Feed(server, Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.Malformed), (server.State, server.Failure.Reason));
        Assert.Equal(Frame([(byte)OwnMessageKind.Refusal, (byte)RefusalCode.Malformed]), answer);
    }

    [Fact]
    public void Advance_BytesBehindTheHandshake_StayWhereTheyAre()
    {
        var (client, server) = (Client(s_key), Server(s_key));
        byte[] proof = Feed(client, Feed(server, Start(client)));
        byte[] welcome = Feed(server, [.. proof, 0xff, 0xff, 1, 2, 3], out int consumed);
        Assert.Equal(HandshakeState.Succeeded, server.State);
        Assert.Equal(proof.Length, consumed);

        Feed(client, [.. welcome, 9], out consumed);
        Assert.Equal(HandshakeState.Succeeded, client.State);
        Assert.Equal(welcome.Length, consumed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EndInput_WhileRunning_IsAFailureOfItsOwn(bool isInsideFrame)
    {
        var client = Client(s_key);
        Start(client);
        client.EndInput(isInsideFrame);
        Assert.Equal((HandshakeState.Failed, AuthenticationFailure.PeerClosed), (client.State, client.Failure.Reason));
        Assert.Equal(isInsideFrame, client.Failure.Detail.Contains("middle", StringComparison.Ordinal));
    }

    [Fact]
    public void Constructor_ScopeThatFitsNoHello_IsRefused()
        => Assert.Throws<ArgumentException>(() => new OwnClientHandshake(HandshakeKey.Of(s_key), new ChannelBinding(new byte[65], default, default)));

    private static OwnClientHandshake Client(AuthKey key) => new(HandshakeKey.Of(key), default);

    private static OwnServerHandshake Server(params AuthKey[] keys) => new(new HandshakeKeyRing(keys), default);

    private static ChannelBinding Bound(string scope, string local, string remote)
        => new(System.Text.Encoding.ASCII.GetBytes(scope), System.Text.Encoding.ASCII.GetBytes(local), System.Text.Encoding.ASCII.GetBytes(remote));
}
