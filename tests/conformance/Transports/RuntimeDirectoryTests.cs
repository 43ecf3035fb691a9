using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

[UnsupportedOSPlatform("windows")]
public sealed partial class RuntimeDirectoryTests : CleanTestBase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("processing-test-").FullName;

    public override async Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("755")]
    [InlineData("770")]
    [InlineData("701")]
    [InlineData("500")]
    public void Verify_AnyOtherMode_IsRefused(string mode)
    {
        Processing.RuntimeDirectory.Verify(_directory);
        File.SetUnixFileMode(_directory, (UnixFileMode)Convert.ToInt32(mode, 8));
        var error = Assert.Throws<ProcessingException>(() => Processing.RuntimeDirectory.Verify(_directory));
        Assert.Contains($"0{mode}", error.Message, StringComparison.Ordinal);
        Assert.Contains(_directory, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_LinkOrFile_IsRefused()
    {
        Directory.CreateDirectory($"{_directory}/real", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink($"{_directory}/link", $"{_directory}/real");
        File.WriteAllText($"{_directory}/file", "");
        Processing.RuntimeDirectory.Verify($"{_directory}/real");
        foreach (string name in new[] { "link", "file" })
        {
            var error = Assert.Throws<ProcessingException>(() => Processing.RuntimeDirectory.Verify($"{_directory}/{name}"));
            Assert.Contains("a link or no directory", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<NativeCallException>(() => Processing.RuntimeDirectory.Verify($"{_directory}/none"));
    }

    [Fact]
    public void Verify_OfAnotherUser_IsRefused()
    {
        if (!OtherUser.IsAvailable)
        {
            return;
        }

        Assert.Equal(0, Own(_directory, OtherUser.Id, OtherUser.Id));
        var error = Assert.Throws<ProcessingException>(() => Processing.RuntimeDirectory.Verify(_directory));
        Assert.Contains($"belongs to user {OtherUser.Id}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("777")]
    [InlineData("700")]
    public void Ensure_UsesTheDirectoryOfTheSession_OnlyIfItIsOurs(string mode)
    {
        const string Variable = "XDG_RUNTIME_DIR";
        string? before = Environment.GetEnvironmentVariable(Variable);
        File.SetUnixFileMode(_directory, (UnixFileMode)Convert.ToInt32(mode, 8));
        Environment.SetEnvironmentVariable(Variable, _directory);
        try
        {
            string expected = mode == "700" ? $"{_directory}/processing" : $"/tmp/processing-{Libc.GetEffectiveUserId()}";
            Assert.Equal(expected, Processing.RuntimeDirectory.Ensure());
            Assert.Equal(expected, Processing.RuntimeDirectory.Ensure());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Own(string path, int user, int group);
}
