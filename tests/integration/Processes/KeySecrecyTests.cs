using System.Text;
using Microsoft.Extensions.Logging;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class KeySecrecyTests : CleanTestBase
{
    [Fact]
    public async Task Key_InheritedByChildrenWorkersAndGrandchildren_StandsInNoCommandLineOrEnvironment()
    {
        byte[] key = CurrentProcess.AuthKey.ToArray();
        await using var pool = new Pool(2);
        byte[][] inherited = await pool.MapAsync(static _ => CurrentProcess.AuthKey.ToArray(), Enumerable.Range(0, 4));
        Assert.All(inherited, theirs => Assert.Equal(key, theirs));

        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            using ChildProcess child = ChildProcess.Start(
                static c =>
                {
                    using ChildProcess<byte[]> grandchild = ChildProcess.Start(static () => CurrentProcess.AuthKey.ToArray());
                    c.Send(grandchild.GetResult());
                    _ = c.TryReceive(out int _);
                },
                theirs);
            Assert.Equal(key, mine.Receive<byte[]>());
            Assert.Empty(FindInProc(key));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Key_OfAListenerWithClients_StandsInNoCommandLineEnvironmentLogOrError(bool isGiven)
    {
        AuthKey key = isGiven ? AuthKey.Generate() : CurrentProcess.AuthKey;
        AuthKey[]? given = isGiven ? [key] : null;
        using var log = new LogLines();
        ILoggerFactory before = ProcessingDiagnostics.LoggerFactory;
        ProcessingDiagnostics.LoggerFactory = log;
        try
        {
            await using var listener = new Listener(ProcessAddress.AnyTcp, new ListenerOptions { Keys = given });
            await using var foreign = new Listener(new ListenerOptions { Keys = [AuthKey.Generate()] });
            var failed = new TaskCompletionSource<HandshakeFailedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
            listener.HandshakeFailed += (_, args) => failed.TrySetResult(args);
            await using ChildProcess child = ChildProcess.Start(Visit, listener.Address.ToString(), isGiven ? key.ToArray() : []);
            using Connection visitor = listener.Accept(UnexpectedTimeout);
            Assert.Equal(child.Pid, visitor.Receive<int>());
            Assert.Empty(FindInProc(key.ToArray()));

            var refused = Assert.Throws<PeerAuthenticationException>(
                () => Client.Connect(listener.Address, new ClientOptions { Keys = [AuthKey.Generate()] }));
            var refusedThere = Assert.Throws<PeerAuthenticationException>(() => Client.Connect(foreign.Address, new ClientOptions { Keys = given }));
            var failure = await failed.Task.WaitAsync(UnexpectedTimeout);
            visitor.Dispose();
            child.Join();
            Assert.Contains(log.All, line => line.Contains(nameof(AuthenticationFailure.UnknownKey), StringComparison.Ordinal));
            string[] texts = [refused.ToString(), refusedThere.ToString(), failure.Error.ToString(), key.ToString(), .. log.All];
            Assert.All(texts, text => Assert.DoesNotContain(
                TextsOf(key.ToArray()), form => text.Contains(form, StringComparison.OrdinalIgnoreCase)));
        }
        finally
        {
            ProcessingDiagnostics.LoggerFactory = before;
        }
    }

    [Fact]
    public void FindInProc_SecretOnACommandLine_FindsIt()
    {
        byte[] secret = Guid.NewGuid().ToByteArray();
        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"read line; : {Convert.ToHexString(secret)}"]) { RedirectStandardInput = true })!;
        try
        {
            Assert.NotEmpty(FindInProc(secret));
        }
        finally
        {
            shell.Kill();
            shell.WaitForExit();
        }
    }

    private static void Visit(string address, byte[] key)
    {
        using Connection connection = Client.Connect(address, new ClientOptions { Keys = key.Length == 0 ? null : [new AuthKey(key)] });
        connection.Send(Environment.ProcessId);
        _ = connection.TryReceive(out int _);
    }

    private static string[] TextsOf(byte[] key) =>
    [
        Convert.ToHexString(key),
        Convert.ToHexStringLower(key),
        BitConverter.ToString(key),
        Convert.ToBase64String(key),
    ];

    private static List<string> FindInProc(byte[] key)
    {
        byte[][] forms = [key, .. TextsOf(key).Select(Encoding.ASCII.GetBytes)];
        var found = new List<string>();
        foreach (string directory in Directory.GetDirectories("/proc").Where(name => int.TryParse(Path.GetFileName(name), out _)))
        {
            foreach (string file in new[] { "cmdline", "environ" })
            {
                byte[] content = ReadOrEmpty(Path.Combine(directory, file));
                if (forms.Any(form => content.AsSpan().IndexOf(form) >= 0))
                {
                    found.Add(Path.Combine(directory, file));
                }
            }
        }

        return found;
    }

    private static byte[] ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return []; // the process ended meanwhile, or belongs to the system
        }
    }
}
