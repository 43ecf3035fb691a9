using Processing.IntegrationTests.Interop;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>The sample and the two Python programs beside it talk to each other.</summary>
public sealed class PythonPeerTests : CleanTestBase
{
    private const int SIGINT = 2;
    private const string Sample = "samples/PythonPeer";

    private readonly string _directory = Directory.CreateTempSubdirectory("processing-peer-").FullName;

    private string KeyFile => Path.Combine(_directory, "key");

    private string OtherKeyFile => Path.Combine(_directory, "other-key");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllBytesAsync(KeyFile, AuthKey.Generate().ToArray());
        await File.WriteAllBytesAsync(OtherKeyFile, AuthKey.Generate().ToArray());
    }

    public override async Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await base.DisposeAsync();
    }

    [Theory]
    [Python("3.11", "tcp://127.0.0.1:0"), Python("3.12", "tcp://127.0.0.1:0"), Python("3.13", "tcp://127.0.0.1:0")]
    [Python("3.11", "unix"), Python("3.12", "unix"), Python("3.13", "unix")]
    public async Task Listen_PythonClients_GetTheirMessagesBack(PythonInterpreter python, string address)
    {
        await using var peer = await StartAsync("listen", address == "unix" ? $"unix:{_directory}/socket" : address, python, "--count", "2");
        string actual = (await peer.ReadLineAsync())["listening ".Length..];

        await using (var stranger = RunPython(python, "client.py", actual, OtherKeyFile, "hello"))
        {
            Assert.NotEqual(0, (await stranger.EndAsync()).ExitCode);
        }

        await using (var first = RunPython(python, "client.py", actual, KeyFile, "first"))
        await using (var second = RunPython(python, "client.py", actual, KeyFile, "second"))
        {
            Assert.Equal(new CommandResult(0, "first\n", ""), await first.EndAsync());
            Assert.Equal(new CommandResult(0, "second\n", ""), await second.EndAsync());
        }

        var result = await peer.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(1, result.Error.Count(character => character == '\n')); // one line for the stranger
        Assert.False(File.Exists($"{_directory}/socket"));
    }

    [Theory]
    [Python("3.11", "127.0.0.1:0"), Python("3.12", "127.0.0.1:0"), Python("3.13", "127.0.0.1:0")]
    [Python("3.11", "unix"), Python("3.13", "unix")]
    public async Task Connect_PythonListener_PrintsTheReply(PythonInterpreter python, string address)
    {
        await using var listener = RunPython(python, "listener.py", address == "unix" ? $"{_directory}/socket" : address, KeyFile);
        await using var peer = await StartAsync("connect", AddressOf(await listener.ReadLineAsync()), python, "--send", "grüß dich");
        Assert.Equal(new CommandResult(0, "grüß dich\n", ""), await peer.EndAsync());
        Assert.Equal("closed\n", (await listener.EndAsync()).Output);
    }

    [Theory]
    [Python("3.11"), Python("3.13")]
    public async Task Connect_KeyRefused_EndsWithTwoAndOneLine(PythonInterpreter python)
    {
        await using var listener = RunPython(python, "listener.py", "127.0.0.1:0", OtherKeyFile);
        await using var peer = await StartAsync("connect", AddressOf(await listener.ReadLineAsync()), python, "--send", "hello");
        var result = await peer.EndAsync();
        Assert.Equal((2, "", 1), (result.ExitCode, result.Output, result.Error.Count(character => character == '\n')));
    }

    [Fact]
    public async Task Listen_Interrupted_EndsWithZero()
    {
        string program = await SampleProgram.BuildAsync(Sample);
        await using var peer = new RunningCommand("env", "--default-signal=INT", program, "listen", "tcp://127.0.0.1:0", "--key-file", KeyFile);
        await peer.ReadLineAsync();
        Signals.Send(peer.Id, SIGINT);
        Assert.Equal(new CommandResult(0, "", ""), await peer.EndAsync());
    }

    [Fact]
    public async Task Connect_NobodyThere_EndsWithOneAndOneLine()
    {
        string program = await SampleProgram.BuildAsync(Sample);
        var result = await Command.RunAsync(_directory, program, ["connect", $"unix:{_directory}/nobody", "--key-file", KeyFile, "--send", "x"]);
        Assert.Equal((1, "", 1), (result.ExitCode, result.Output, result.Error.Count(character => character == '\n')));
    }

    private async Task<RunningCommand> StartAsync(string command, string address, PythonInterpreter python, params string[] more)
        => new(await SampleProgram.BuildAsync(Sample), [command, address, "--key-file", KeyFile, .. more, .. python.IsLegacy ? new[] { "--allow-legacy-md5" } : []]);

    private static RunningCommand RunPython(PythonInterpreter python, string script, string address, params string[] more)
        => new(python.Path, [RepositoryFiles.PathOf($"{Sample}/python/{script}"), PlaceOf(address), .. more]);

    private static string PlaceOf(string address)
        => address.Replace("tcp://", "", StringComparison.Ordinal).Replace("unix:", "", StringComparison.Ordinal);

    /// <summary>What Python prints is a path, or a pair such as ('127.0.0.1', 5000).</summary>
    private static string AddressOf(string line)
    {
        string place = line["listening ".Length..];
        return place.StartsWith('/') ? $"unix:{place}" : $"tcp://{place.Trim('(', ')').Replace("'", "", StringComparison.Ordinal).Replace(", ", ":", StringComparison.Ordinal)}";
    }
}
