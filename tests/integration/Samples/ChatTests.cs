using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>A room with several visitors, over TLS and with nothing agreed on but a key.</summary>
public sealed class ChatTests : CleanTestBase
{
    private const int SIGINT = 2;

    private readonly string _directory = Directory.CreateTempSubdirectory("processing-chat-").FullName;

    private string KeyFile => Path.Combine(_directory, "key");

    public override async Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Join_SeveralVisitors_HearEachOtherAndNoStranger()
    {
        string program = await SampleProgram.BuildAsync("samples/Chat");
        Assert.Equal(0, (await Command.RunAsync(_directory, program, ["new-key", "--key-file", KeyFile])).ExitCode);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        await using var room = new RunningCommand("env", "--default-signal=INT", program, "serve", "tls://127.0.0.1:0", "--key-file", KeyFile);
        string address = (await room.ReadLineAsync())["listening ".Length..];
        Assert.StartsWith("tls://127.0.0.1:", address, StringComparison.Ordinal);

        await using var anna = Join(program, address, "Anna");
        Assert.Equal("room: welcome, Anna", await anna.ReadLineAsync());
        await using var ben = Join(program, address, "Ben");
        Assert.Equal("room: welcome, Ben", await ben.ReadLineAsync());
        await using var cleo = Join(program, address, "Cleo");
        Assert.Equal("room: welcome, Cleo", await cleo.ReadLineAsync());

        await anna.Input.WriteLineAsync("is anybody here?");
        Assert.Equal("Anna: is anybody here?", await ben.ReadLineAsync());
        Assert.Equal("Anna: is anybody here?", await cleo.ReadLineAsync());
        await cleo.Input.WriteLineAsync("yes");
        Assert.Equal("Cleo: yes", await anna.ReadLineAsync());
        Assert.Equal("Cleo: yes", await ben.ReadLineAsync());

        string otherKey = Path.Combine(_directory, "other-key");
        await File.WriteAllBytesAsync(otherKey, AuthKey.Generate().ToArray());
        var stranger = await Command.RunAsync(_directory, program, ["join", address, "--name", "Mallory", "--key-file", otherKey]);
        Assert.Equal((2, ""), (stranger.ExitCode, stranger.Output));

        ben.Input.Close();
        Assert.Equal(0, (await ben.EndAsync()).ExitCode);
        Signals.Send(room.Id, SIGINT);
        var closed = await room.EndAsync();
        Assert.Equal(0, closed.ExitCode);
        Assert.Contains("Ben left", closed.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await anna.EndAsync()).ExitCode);
        Assert.Equal(0, (await cleo.EndAsync()).ExitCode);
    }

    private RunningCommand Join(string program, string address, string name)
        => new(program, "join", address, "--name", name, "--key-file", KeyFile);
}
