using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Processing.Messaging;

namespace Processing.PropertyTests.Authentication;

public sealed class HandshakeProperties
{
    private static readonly Gen<byte[]> s_bytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();
    private static readonly Gen<AuthKey> s_key = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(24).Select(bytes => new AuthKey(bytes));
    private static readonly AuthKey s_known = AuthKey.Generate();

    /// <summary>Makes a fresh pair with these keys; every protocol there is.</summary>
    public static TheoryData<string> Protocols => ["own", "own bound", "python", "python with md5"];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Handshake_SameKeyAndAnyCuts_AlwaysSucceeds(string protocol) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(s_key.ToArbitrary(), Gen.Choose(1, 90).NonEmptyListOf().ToArbitrary(), (key, cuts) =>
        {
            var (client, server) = CreatePair(protocol, key, key);
            Talk(client, server, [.. cuts], damage: null);
            return (client.State, server.State) == (HandshakeState.Succeeded, HandshakeState.Succeeded);
        }));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Handshake_DifferentKeys_NeverSucceeds(string protocol) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(s_key.ToArbitrary(), s_key.ToArbitrary(), (one, other) =>
        {
            var (client, server) = CreatePair(protocol, one, other);
            Talk(client, server, [1000], damage: null);
            return one.Equals(other) || (client.State, server.State) == (HandshakeState.Failed, HandshakeState.Failed);
        }));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Advance_EverySplit_GivesTheSameAnswers(string protocol)
    {
        // Only the peer's nonce may differ between runs, so what is compared is where each run ends.
        for (int cut = 1; cut < 260; cut++)
        {
            var (client, server) = CreatePair(protocol, s_known, s_known);
            Talk(client, server, [cut, 1000], damage: null);
            Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, server.State));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Handshake_OneBitChangedAnywhere_NeverSucceedsOnBothSides(string protocol) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(600),
        Prop.ForAll(Gen.Choose(0, 150).ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (offset, bit, ofClient) =>
        {
            var (client, server) = CreatePair(protocol, s_known, s_known);
            bool wasChanged = Talk(client, server, [1000], (fromClient, position, value) =>
                fromClient == ofClient && position == offset ? (byte)(value ^ (1 << bit)) : value);

            // The last message tells one side of the other's success: that side alone may still run, or fail.
            return !wasChanged || (client.State, server.State) != (HandshakeState.Succeeded, HandshakeState.Succeeded);
        }));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Advance_RandomBytes_NeverAuthenticates(string protocol) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(s_bytes.ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (bytes, asFrame) =>
        {
            var (client, server) = CreatePair(protocol, s_known, s_known);
            foreach (var machine in new[] { client, server })
            {
                var output = new ArrayBufferWriter<byte>();
                machine.Start(output);
                byte[] stream = asFrame && bytes.Length <= 256 ? [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes] : bytes;
                machine.Advance(new ReadOnlySequence<byte>(stream), output);
                if (machine.State == HandshakeState.Succeeded)
                {
                    return false;
                }
            }

            return true;
        }));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Advance_RecordedConversationShuffled_NeverAuthenticates(string protocol) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.Choose(0, 20).ListOf().ToArbitrary(), order =>
        {
            var (client, server) = CreatePair(protocol, s_known, s_known);
            var frames = new List<byte[]>();
            Talk(client, server, [1000], damage: null, frames.Add);

            var (secondClient, secondServer) = CreatePair(protocol, s_known, s_known);
            foreach (var machine in new[] { secondClient, secondServer })
            {
                machine.Start(new ArrayBufferWriter<byte>());
                foreach (int index in order)
                {
                    machine.Advance(new ReadOnlySequence<byte>(frames[index % frames.Count]), new ArrayBufferWriter<byte>());
                }
            }

            return secondClient.State != HandshakeState.Succeeded && secondServer.State != HandshakeState.Succeeded;
        }));

    private static (HandshakeMachine Client, HandshakeMachine Server) CreatePair(string protocol, AuthKey client, AuthKey server)
    {
        if (protocol.StartsWith("python", StringComparison.Ordinal))
        {
            bool allowMd5 = protocol != "python";
            return (new PythonHandshake([client], isListener: false, allowMd5), new PythonHandshake([server], isListener: true, allowMd5));
        }

        var (one, other) = protocol == "own"
            ? (default, default)
            : (new ChannelBinding("tls-sha256"u8.ToArray(), new byte[32], new byte[] { 1 }), new ChannelBinding("tls-sha256"u8.ToArray(), new byte[] { 1 }, new byte[32]));
        return (new OwnClientHandshake(HandshakeKey.Of(client), one), new OwnServerHandshake(new HandshakeKeyRing([server]), other));
    }

    /// <summary>Carries the bytes over in pieces of these sizes until nothing moves; true when <paramref name="damage"/> changed any.</summary>
    private static bool Talk(
        HandshakeMachine client, HandshakeMachine server, int[] cuts, Func<bool, int, byte, byte>? damage, Action<byte[]>? record = null)
    {
        var toServer = new ArrayBufferWriter<byte>();
        var toClient = new ArrayBufferWriter<byte>();
        client.Start(toServer);
        server.Start(toClient);
        var (sentByClient, sentByServer) = (0, 0);
        var (leftAtServer, leftAtClient) = (Array.Empty<byte>(), Array.Empty<byte>());
        bool wasChanged = false;
        int turn = 0;
        while (toServer.WrittenCount + toClient.WrittenCount > 0)
        {
            wasChanged |= Move(toServer, server, toClient, ref sentByClient, ref leftAtServer, fromClient: true);
            wasChanged |= Move(toClient, client, toServer, ref sentByServer, ref leftAtClient, fromClient: false);
        }

        return wasChanged;

        bool Move(ArrayBufferWriter<byte> from, HandshakeMachine machine, ArrayBufferWriter<byte> answers, ref int sent, ref byte[] left, bool fromClient)
        {
            byte[] bytes = from.WrittenSpan.ToArray();
            from.ResetWrittenCount();
            if (bytes.Length > 0)
            {
                record?.Invoke(bytes);
            }

            byte[] before = [.. bytes];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = damage?.Invoke(fromClient, sent++, bytes[i]) ?? bytes[i];
            }

            for (int start = 0; start < bytes.Length;)
            {
                int length = Math.Min(cuts[turn++ % cuts.Length], bytes.Length - start);
                left = [.. left, .. bytes.AsSpan(start, length)];
                start += length;
                var input = new ReadOnlySequence<byte>(left);
                left = left[(int)input.GetOffset(machine.Advance(input, answers))..];
            }

            return !before.AsSpan().SequenceEqual(bytes);
        }
    }
}
