using System.Diagnostics;
using System.Globalization;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>The sample is ended in the middle of its work.</summary>
public sealed class ChecksumsSignalTests : CleanTestBase
{
    private const int SIGINT = 2;
    private const int SIGTERM = 15;

    private readonly string _directory = Directory.CreateTempSubdirectory("processing-checksums-").FullName;

    public override async Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(SIGINT, 3)]
    [InlineData(SIGTERM, 1)]
    public async Task SignalInTheMiddle_EndsItAndItsWorkers(int signal, int workers)
    {
        string program = await SampleProgram.BuildAsync("samples/Checksums");
        string endless = Path.Combine(_directory, "endless");
        using (FileStream file = File.Create(endless))
        {
            file.SetLength(1L << 40); // a hole: no room on the disk, and hours of reading
        }

        // A shell in the background has SIGINT ignored, and so has what it starts: env sets it back.
        using Process process = Process.Start(
            "env", ["--default-signal=INT", program, _directory, "--workers", workers.ToString(CultureInfo.InvariantCulture)]);
        int[] children = [];
        Assert.True(
            SpinWait.SpinUntil(
                () => (children = ChildrenOf(process.Id)).Length == workers && children.Any(pid => HasOpen(pid, endless)), UnexpectedTimeout),
            "The worker did not begin.");
        Signals.Send(process.Id, signal);
        using var limit = new CancellationTokenSource(UnexpectedTimeout);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(128 + signal, process.ExitCode);
        Assert.DoesNotContain(children, ProcessTable.IsAlive);
    }

    [Fact]
    public async Task WorkerKilled_ItsFileIsReportedAndTheRestStillComes()
    {
        string program = await SampleProgram.BuildAsync("samples/Checksums");
        string endless = Path.Combine(_directory, "endless");
        await File.WriteAllTextAsync(Path.Combine(_directory, "a"), "first");
        await File.WriteAllTextAsync(Path.Combine(_directory, "z"), "last");
        using (FileStream file = File.Create(endless))
        {
            file.SetLength(1L << 40);
        }

        using Process process = Process.Start(
            new ProcessStartInfo(program, [_directory, "--workers", "1"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        int victim = 0;
        Assert.True(
            SpinWait.SpinUntil(
                () => (victim = ChildrenOf(process.Id).FirstOrDefault(pid => HasOpen(pid, endless))) != 0, UnexpectedTimeout),
            "The worker did not begin.");
        Signals.Send(victim, Signals.Kill);
        using var limit = new CancellationTokenSource(UnexpectedTimeout);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(1, process.ExitCode);
        Assert.Equal(new[] { Path.Combine(_directory, "a"), Path.Combine(_directory, "z") }, (await output).Trim().Split('\n').Select(line => line[66..]));
        Assert.Contains($"Checksums: {endless}: ", await error);
        Assert.Contains("SIGKILL", await error);
    }

    private static int[] ChildrenOf(int pid)
        => [.. RunningProcess.All().Where(process => process.ParentPid == pid).Select(process => process.Pid)];

    private static bool HasOpen(int pid, string path)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid}/fd").EnumerateFiles().Any(descriptor => descriptor.LinkTarget == path);
        }
        catch (IOException)
        {
            return false; // it closed one while they were listed
        }
    }
}
