using System.Diagnostics;
using System.Globalization;
using Processing.TestSupport;
using Xunit.Sdk;

namespace Processing.IntegrationTests.Hygiene;

/// <summary>The check after every test is only worth something if it fails when it should.</summary>
public sealed class CleanTestBaseTests
{
    [Fact]
    public async Task Dispose_NothingLeft_Passes()
    {
        var probe = new Probe();
        await probe.InitializeAsync();
        using (var process = StartShell("exit 0"))
        {
            await process.WaitForExitAsync();
        }

        await probe.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_ProcessEndingByItself_IsWaitedFor()
    {
        var probe = new Probe(TimeSpan.FromSeconds(30));
        await probe.InitializeAsync();
        using var process = StartShell("read line", redirectInput: true);
        var check = probe.DisposeAsync();

        process.StandardInput.Close();

        await check;
    }

    [Fact]
    public async Task Dispose_ChildLeft_KillsItAndNamesIt()
    {
        var probe = new Probe();
        await probe.InitializeAsync();
        using var process = StartShell("read never-comes", redirectInput: true);

        var failure = await Assert.ThrowsAnyAsync<XunitException>(probe.DisposeAsync);

        Assert.Contains($"process {process.Id} ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("never-comes", failure.Message, StringComparison.Ordinal);
        await process.WaitForExitAsync();
        Assert.Equal(128 + 9, process.ExitCode);
    }

    [Fact]
    public async Task Dispose_OrphanedGrandchildLeft_KillsItAndNamesIt()
    {
        var probe = new Probe();
        await probe.InitializeAsync();
        using var process = StartShell("sleep 4242 > /dev/null & echo $!", redirectOutput: true);
        int pid = int.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();

        var failure = await Assert.ThrowsAnyAsync<XunitException>(probe.DisposeAsync);

        Assert.Contains($"process {pid} sleep 4242", failure.Message, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => RunningProcess.Read(pid) is null or { State: 'Z' }, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Dispose_SharedMemoryFileLeft_DeletesItAndNamesIt()
    {
        var probe = new Probe();
        await probe.InitializeAsync();
        string file = $"/dev/shm/processing-hygiene-{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(file, "left");

        var failure = await Assert.ThrowsAnyAsync<XunitException>(probe.DisposeAsync);

        Assert.Contains("file " + file, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Dispose_RuntimeFileLeft_DeletesItAndNamesIt()
    {
        var probe = new Probe();
        await probe.InitializeAsync();
        string file = Path.Combine(Probe.Folder, "listener");
        await File.WriteAllTextAsync(file, "left");

        var failure = await Assert.ThrowsAnyAsync<XunitException>(probe.DisposeAsync);

        Assert.Contains("file " + file, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Dispose_DescriptorsLeft_FailsOnlyBeyondTheTolerance()
    {
        const int Opened = 100;
        var tolerant = new Probe();
        await tolerant.InitializeAsync();
        var first = OpenMany(Opened);
        await tolerant.DisposeAsync();

        var strict = new Probe(tolerance: Opened / 2);
        await strict.InitializeAsync();
        var second = OpenMany(Opened);
        var failure = await Assert.ThrowsAnyAsync<XunitException>(strict.DisposeAsync);

        Assert.Contains("open descriptors", failure.Message, StringComparison.Ordinal);
        Array.ForEach([.. first, .. second], stream => stream.Dispose());
    }

    private static FileStream[] OpenMany(int count) => [.. Enumerable.Range(0, count).Select(_ => File.OpenRead("/dev/null"))];

    private static Process StartShell(string script, bool redirectInput = false, bool redirectOutput = false)
        => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = redirectOutput,
        }) ?? throw new InvalidOperationException("The shell did not start.");

    private sealed class Probe(TimeSpan? limit = null, int? tolerance = null) : CleanTestBase
    {
        public static string Folder => RuntimeDirectory;

        protected override TimeSpan CleanupLimit => limit ?? ExpectedTimeout;

        protected override int? DescriptorTolerance => tolerance;
    }
}
