using System.Security.Cryptography;
using System.Text;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests.Interop;

/// <summary>Connections to the standard library of Python, either end ours.</summary>
public sealed class PythonConnectionTests : CleanTestBase
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    private static readonly AuthKey s_key = AuthKey.Generate();
    private static readonly string s_script = RepositoryFiles.PathOf("tests/support/interop-python/connection_peer.py");

    [Theory]
    [Python("3.8", "unix"), Python("3.11", "unix"), Python("3.12", "unix"), Python("3.13", "unix"), Python("3.14", "unix")]
    [Python("3.8", "tcp"), Python("3.11", "tcp"), Python("3.12", "tcp"), Python("3.13", "tcp"), Python("3.14", "tcp")]
    public async Task TheirClient_OurListener_ExchangesBytesOfAnyLength(PythonInterpreter python, string family)
    {
        await using var listener = Listen(family, python.IsLegacy);
        await using var theirs = Run(python, "connect", listener.Address, s_key, "0", "1", $"{16 * KiB}", $"{(16 * KiB) + 1}", $"{16 * MiB}");
        await using (var ours = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout))
        {
            await EchoAsync(ours);
        }

        var result = await theirs.EndAsync();
        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.Equal($"same 0\nsame 1\nsame {16 * KiB}\nsame {(16 * KiB) + 1}\nsame {16 * MiB}\n", result.Output);
    }

    [Theory]
    [Python("3.8", "unix"), Python("3.11", "unix"), Python("3.12", "unix"), Python("3.13", "unix"), Python("3.14", "unix")]
    [Python("3.8", "tcp"), Python("3.11", "tcp"), Python("3.12", "tcp"), Python("3.13", "tcp"), Python("3.14", "tcp")]
    public async Task OurClient_TheirListener_ExchangesBytesOfAnyLength(PythonInterpreter python, string family)
    {
        await using var theirs = Run(python, "listen", NewAddress(family), s_key, "2");
        var address = Parse(await theirs.ReadLineAsync());
        using (var ours = Client.Connect(address, ForClient(python.IsLegacy)))
        {
            foreach (int length in new[] { 0, 1, 16 * KiB, (16 * KiB) + 1, 16 * MiB })
            {
                byte[] message = RandomNumberGenerator.GetBytes(length);
                var sending = Task.Run(() => ours.SendBytes(message));
                Assert.True(message.AsSpan().SequenceEqual(ours.ReceiveBytes()));
                await sending;
            }
        }

        await using (var ours = await Client.ConnectAsync(address, ForClient(python.IsLegacy)))
        {
            await ours.SendBytesAsync(new byte[] { 1, 2, 3 });
            Assert.Equal([1, 2, 3], await ours.ReceiveBytesAsync());
        }

        var result = await theirs.EndAsync();
        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.Equal("closed\nclosed\n", result.Output);
    }

    [Theory]
    [Python("3.11"), Python("3.12"), Python("3.13"), Python("3.14")]
    public async Task TheirClient_WrongKey_IsRefusedAndTheRightOneComesIn(PythonInterpreter python)
    {
        await using var listener = Listen("unix", python.IsLegacy);
        var failed = NextFailureOf(listener);
        await using (var stranger = Run(python, "connect", listener.Address, AuthKey.Generate(), "1"))
        {
            var result = await stranger.EndAsync();
            Assert.Equal("refused digest sent was rejected\n", result.Output);
        }

        Assert.Equal(AuthenticationFailure.WrongKey, (await failed.WaitAsync(UnexpectedTimeout)).Reason);
        await using var theirs = Run(python, "connect", listener.Address, s_key, "1");
        await using (var ours = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout))
        {
            await EchoAsync(ours);
        }

        Assert.Equal("same 1\n", (await theirs.EndAsync()).Output);
    }

    [Theory]
    [Python("3.11"), Python("3.12"), Python("3.13"), Python("3.14")]
    public async Task OurClient_WrongKey_IsRefusedAndTheRightOneComesIn(PythonInterpreter python)
    {
        await using var theirs = Run(python, "listen", NewAddress("tcp"), s_key, "2");
        var address = Parse(await theirs.ReadLineAsync());
        var options = ForClient(python.IsLegacy);
        options.Keys = [AuthKey.Generate()];
        var error = Assert.Throws<PeerAuthenticationException>(() => Client.Connect(address, options));
        Assert.Equal(AuthenticationFailure.Refused, error.Reason);
        Assert.Equal("refused digest received was wrong", await theirs.ReadLineAsync());
        using (Client.Connect(address, ForClient(python.IsLegacy)))
        {
            // Let in is all there is to see.
        }

        Assert.Equal("closed\n", (await theirs.EndAsync()).Output);
    }

    [Theory]
    [Python("3.8"), Python("3.11")]
    public async Task LegacyPeer_StrictEnds_DoNotTakeMd5(PythonInterpreter python)
    {
        await using var listener = Listen("unix", allowMd5: false);
        var failed = NextFailureOf(listener);
        await using (var client = Run(python, "connect", listener.Address, s_key, "1"))
        {
            Assert.Equal("refused digest sent was rejected\n", (await client.EndAsync()).Output);
        }

        Assert.Equal(AuthenticationFailure.WeakDigest, (await failed.WaitAsync(UnexpectedTimeout)).Reason);

        await using var theirs = Run(python, "listen", NewAddress("unix"), s_key, "1");
        var address = Parse(await theirs.ReadLineAsync());
        var error = Assert.Throws<PeerAuthenticationException>(() => Client.Connect(address, ForClient(allowMd5: false)));
        Assert.Equal(AuthenticationFailure.WeakDigest, error.Reason);
    }

    [Theory]
    [Python("3.12"), Python("3.13"), Python("3.14")]
    public async Task ModernPeer_EndsThatAllowMd5_TalkToItAllTheSame(PythonInterpreter python)
    {
        await using var theirs = Run(python, "listen", NewAddress("unix"), s_key, "1");
        var address = Parse(await theirs.ReadLineAsync());
        using (var ours = Client.Connect(address, ForClient(allowMd5: true)))
        {
            ours.SendBytes([5]);
            Assert.Equal([5], ours.ReceiveBytes());
        }
    }

    [SoakTheory]
    [Python("3.11"), Python("3.13")]
    public async Task TheirMessage_OfMoreThanTwoGiB_ArrivesAsAStream(PythonInterpreter python)
    {
        const long Length = 2_147_483_648 + 5;
        var options = ForListener(python.IsLegacy);
        options.MaxMessageLength = long.MaxValue;
        await using var listener = new Listener(ProcessAddress.NewUnix(), options);
        await using var theirs = Run(python, "send", listener.Address, s_key, $"{Length}");
        await using var ours = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        Assert.Equal(Length, await ours.ReceiveBytesToAsync(Stream.Null));
        await ours.SendBytesAsync(Encoding.ASCII.GetBytes("thanks"));
        Assert.Equal("answer thanks\n", (await theirs.EndAsync()).Output);
    }

    private static Listener Listen(string family, bool allowMd5)
        => new(family == "unix" ? ProcessAddress.NewUnix() : ProcessAddress.AnyTcp, ForListener(allowMd5));

    private static ListenerOptions ForListener(bool allowMd5)
        => new() { Keys = [s_key], Protocol = HandshakeMode.Python, AllowLegacyMd5 = allowMd5 };

    private static ClientOptions ForClient(bool allowMd5)
        => new() { Keys = [s_key], Protocol = HandshakeMode.Python, AllowLegacyMd5 = allowMd5 };

    private static ProcessAddress NewAddress(string family) => family == "unix" ? ProcessAddress.NewUnix() : ProcessAddress.AnyTcp;

    private static RunningCommand Run(PythonInterpreter python, string command, ProcessAddress address, AuthKey key, params string[] more)
        => new(python.Path, [s_script, command, Spell(address), Convert.ToHexString(key.ToArray()), .. more]);

    private static string Spell(ProcessAddress address) => address is UnixAddress unix ? unix.Path : address.ToString()["tcp://".Length..];

    private static ProcessAddress Parse(string line)
    {
        string text = line["listening ".Length..];
        return ProcessAddress.Parse(text.StartsWith('/') ? $"unix:{text}" : $"tcp://{text}");
    }

    private static async Task EchoAsync(Connection connection)
    {
        try
        {
            while (true)
            {
                await connection.SendBytesAsync(await connection.ReceiveBytesAsync());
            }
        }
        catch (EndOfStreamException)
        {
            // The peer has had enough.
        }
    }

    private static Task<HandshakeFailedEventArgs> NextFailureOf(Listener listener)
    {
        var source = new TaskCompletionSource<HandshakeFailedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        listener.HandshakeFailed += (_, failed) => source.TrySetResult(failed);
        return source.Task;
    }
}
