using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class ChildProcessTests : CleanTestBase
{
    private const int SigStop = 19;
    private const int SigContinue = 18;

    [Fact]
    public async Task Start_Child_IsAliveUntilItEnds()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            using ChildProcess child = ChildProcess.Start(static c => { _ = c.TryReceive(out int _); }, theirs);
            Assert.True(child.IsAlive);
            Assert.Null(child.ExitCode);
            Assert.Equal($"<Process({child.Name}, started)>", child.ToString());
            Assert.False(child.Join(TimeSpan.Zero));
            mine.Dispose();
            await child.JoinAsync();
            Assert.False(child.IsAlive);
            Assert.Equal(0, child.ExitCode);
            Assert.Equal($"<Process({child.Name}, stopped)>", child.ToString());
            child.Join();
            Assert.True(child.Join(TimeSpan.Zero));
            Assert.Equal(0, await child.Exited);
        }
    }

    [Theory]
    [InlineData(15, "SIGTERM")]
    [InlineData(9, "SIGKILL")]
    [InlineData(1, "SIGHUP")]
    [InlineData(10, "SIGUSR1")]
    public void Signal_EndsTheChild_ExitCodeIsItsNegative(int signal, string name)
    {
        using ChildProcess child = StartWaiting(out Connection mine);
        using (mine)
        {
            mine.Receive<int>();
            Signals.Send(child.Pid, signal);
            child.Join();
            Assert.Equal(-signal, child.ExitCode);
            Assert.Equal($"<Process({child.Name}, stopped[{name}])>", child.ToString());
        }
    }

    [Fact]
    public void Terminate_EndsTheChildBySigterm()
    {
        using ChildProcess child = StartWaiting(out Connection mine);
        using (mine)
        {
            mine.Receive<int>();
            child.Terminate();
            child.Join();
            Assert.Equal(-15, child.ExitCode);
            child.Terminate();
            child.Kill();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(143)]
    [InlineData(255)]
    public void Exit_WithACode_IsToldFromASignal(int code)
    {
        using ChildProcess child = ChildProcess.Start(static c => Environment.Exit(c), code);
        child.Join();
        Assert.Equal(code, child.ExitCode);
    }

    [Fact]
    public void Start_DelegateThrows_ExitCodeIsOne()
    {
        using ChildProcess child = ChildProcess.Start(static () => throw new InvalidOperationException("on purpose: this text belongs on standard error"));
        child.Join();
        Assert.Equal(1, child.ExitCode);
        Assert.Equal($"<Process({child.Name}, stopped[1])>", child.ToString());
    }

    [Fact]
    public void Stop_ChildLooksAtItsToken_EndsAsProcessExit()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using ChildProcess child = ChildProcess.Start(
            static c =>
            {
                c.Send(1);
                CurrentProcess.StopToken.WaitHandle.WaitOne();
                CurrentProcess.ThrowIfStopRequested();
            },
            theirs);
        using (mine)
        {
            mine.Receive<int>();
            child.Stop();
            child.Join();
            Assert.Equal(127, child.ExitCode);
            Assert.Equal($"<Process({child.Name}, stopped[ProcessExit])>", child.ToString());
            child.Stop();
        }
    }

    [Fact]
    public void IsAlive_StoppedBySignal_StaysTrue()
    {
        using ChildProcess child = StartWaiting(out Connection mine);
        using (mine)
        {
            mine.Receive<int>();
            Signals.Send(child.Pid, SigStop);
            Assert.True(child.IsAlive);
            Assert.False(child.Join(TimeSpan.FromMilliseconds(50)));
            Signals.Send(child.Pid, SigContinue);
            mine.Dispose();
            child.Join();
            Assert.Equal(0, child.ExitCode);
        }
    }

    [Fact]
    public void Join_Cancelled_LeavesTheChild()
    {
        using ChildProcess child = StartWaiting(out Connection mine);
        using (mine)
        using (var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50)))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => child.Join(cancellation.Token));
            Assert.True(child.IsAlive);
        }
    }

    [Fact]
    public void Dispose_AliveChild_KillsIt()
    {
        ChildProcess child = StartWaiting(out Connection mine);
        using (mine)
        {
            child.Dispose();
            Assert.False(child.IsAlive);
            Assert.Equal(-9, child.ExitCode);
            child.Dispose();
        }
    }

    [Theory]
    [InlineData(Signals.Kill)]
    [InlineData(15)]
    public void Killed_Child_LeavesNoFileOfItsRuntimeBehind(int signal)
    {
        using ChildProcess child = StartWaiting(out Connection mine);
        using (mine)
        {
            mine.Receive<int>();
            Assert.NotEmpty(RuntimeFilesOf(child.Pid));
            Signals.Send(child.Pid, signal);
            child.Join();
            Assert.Empty(RuntimeFilesOf(child.Pid));
        }
    }

    [Fact]
    public void Start_FromAThreadThatEnds_ChildLivesOn()
    {
        ChildProcess? child = null;
        Connection? mine = null;
        var starter = new Thread(() => child = StartWaiting(out mine));
        starter.Start();
        starter.Join();
        using (child)
        using (mine)
        {
            Assert.Equal(1, mine!.Receive<int>());
            Assert.True(child!.IsAlive);
        }
    }

    [Fact]
    public void Start_ManyAtOnce_EachEndsWithItsOwnCode()
    {
        ChildProcess[] children = [.. Enumerable.Range(1, 8).Select(n => ChildProcess.Start(static code => Environment.Exit(code), n))];
        foreach (ChildProcess child in children)
        {
            child.Join();
        }

        Assert.Equal(Enumerable.Range(1, 8), children.Select(child => child.ExitCode ?? -1));
        Array.ForEach(children, child => child.Dispose());
    }

    [Fact]
    public async Task GetResultAsync_StartedFunction_GivesItsValue()
    {
        await using ChildProcess<int> child = ChildProcess.Start(static n => n + 1, 41);
        Assert.Equal(42, await child.GetResultAsync());
        Assert.Equal(42, child.GetResult());
    }

    [Fact]
    public void Start_StandardInput_IsEmpty()
        => Assert.Equal(-1, ChildProcess.Run(static () => Console.In.Read()));

    [Fact]
    public void Start_EnvironmentChanges_ReachTheChildAlone()
    {
        var options = new ChildProcessOptions { Environment = new Dictionary<string, string?> { ["PROCESSING_TEST_COLOUR"] = "blue", ["HOME"] = null } };
        Assert.Equal("blue ", ChildProcess.Run(
            static () => $"{Environment.GetEnvironmentVariable("PROCESSING_TEST_COLOUR")} {Environment.GetEnvironmentVariable("HOME")}", options));
        Assert.Null(Environment.GetEnvironmentVariable("PROCESSING_TEST_COLOUR"));
    }

    [Fact]
    public void Start_ChildsOwnEnvironment_HasNoTraceOfTheTakeOver()
    {
        // What a child of the child would inherit, through .NET and through the C library alike.
        string inherited = ChildProcess.Run(static () =>
        {
            using var env = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("/usr/bin/env") { RedirectStandardOutput = true })!;
            string text = env.StandardOutput.ReadToEnd();
            env.WaitForExit();
            return text;
        });
        Assert.DoesNotContain("PROCESSING_CHILD", inherited);
        Assert.DoesNotContain("Processing.Messaging", inherited);
    }

    [Fact]
    public void Start_Child_HasOnlyTheDescriptorsItNeeds()
    {
        using var bystander = new FileStream("/proc/self/status", FileMode.Open, FileAccess.Read);
        string[] targets = ChildProcess.Run(static () => Directory.GetFiles("/proc/self/fd")
            .Select(link => new FileInfo(link).LinkTarget ?? "").Where(target => target.Contains("/status", StringComparison.Ordinal)).ToArray());
        Assert.Empty(targets);
    }

    private static string[] RuntimeFilesOf(int pid)
        => [.. Directory.EnumerateFileSystemEntries(Path.GetTempPath(), "*").Where(path => path.Contains($"-{pid}-", StringComparison.Ordinal))];

    private static ChildProcess StartWaiting(out Connection mine)
    {
        (mine, Connection theirs) = Pipe.Create();
        return ChildProcess.Start(
            static c =>
            {
                c.Send(1);
                _ = c.TryReceive(out int _);
            },
            theirs);
    }
}
