using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class ChildProcessRunTests : CleanTestBase
{
    [Fact]
    public async Task RunAsync_FunctionOfNoArguments_ReturnsItsValue()
        => Assert.NotEqual(Environment.ProcessId, await ChildProcess.RunAsync(static () => Environment.ProcessId));

    [Fact]
    public async Task RunAsync_OneToFourArguments_ArriveInOrder()
    {
        Assert.Equal("1", await ChildProcess.RunAsync(static a => $"{a}", 1));
        Assert.Equal("1 b", await ChildProcess.RunAsync(static (a, b) => $"{a} {b}", 1, "b"));
        Assert.Equal("1 b 2.5", await ChildProcess.RunAsync(static (a, b, c) => FormattableString.Invariant($"{a} {b} {c}"), 1, "b", 2.5));
        Assert.Equal("1 b True 4", await ChildProcess.RunAsync(static (a, b, c, d) => $"{a} {b} {c} {d.Length}", 1, "b", true, new byte[4]));
    }

    [Fact]
    public async Task RunAsync_ActionAndAsyncDelegates_Complete()
    {
        await ChildProcess.RunAsync(static () => { });
        await ChildProcess.RunAsync(static async (string text) => { await Task.Yield(); Assert.Equal("x", text); }, "x");
        Assert.Equal(6, await ChildProcess.RunAsync(static async n => { await Task.Yield(); return n * 2; }, 3));
    }

    [Fact]
    public void Run_Blocking_ReturnsTheValue() => Assert.Equal(5, ChildProcess.Run(static (a, b) => a + b, 2, 3));

    [Fact]
    public async Task RunAsync_MethodGroupAndGenericMethod_Run()
    {
        Assert.Equal("[3]", await ChildProcess.RunAsync(Bracket<int>, 3));
        Assert.Equal(17, await ChildProcess.RunAsync(Math.Abs, -17));
        Assert.Equal("System.String", await ChildProcess.RunAsync(Box<string>.NameOfElement));
    }

    [Fact]
    public async Task RunAsync_RecordAndCollections_TravelBothWays()
    {
        var order = new Order("Ada", [new Line("bolt", 3), new Line("nut", 5)], new Dictionary<string, int> { ["a"] = 1 });
        Order back = await ChildProcess.RunAsync(static o => o with { Customer = o.Customer + "!", Lines = [.. o.Lines, new Line("pin", 1)] }, order);
        Assert.Equal("Ada!", back.Customer);
        Assert.Equal([new Line("bolt", 3), new Line("nut", 5), new Line("pin", 1)], back.Lines);
        Assert.Equal(1, back.Counts["a"]);
    }

    [Fact]
    public async Task RunAsync_DelegateThrows_GivesTheRemoteStack()
    {
        var error = await Assert.ThrowsAsync<RemoteException>(
            () => ChildProcess.RunAsync(static () => FailDeepInside(), new ChildProcessOptions { Name = "thrower" }));
        Assert.Equal("System.InvalidOperationException", error.RemoteTypeName);
        Assert.Equal("broken on purpose", error.Message);
        Assert.Equal("thrower", error.ProcessName);
        Assert.Contains(nameof(FailDeepInside), error.RemoteStackTrace);
        Assert.Contains(nameof(FailDeepInside), error.ToString());
        Assert.Equal("the cause", Assert.IsType<RemoteException>(error.InnerException).Message);
    }

    [Fact]
    public async Task RunAsync_ChildKillsItself_TellsTheSignal()
    {
        var error = await Assert.ThrowsAsync<ProcessDiedException>(
            () => ChildProcess.RunAsync(static () => { Environment.FailFast("on purpose"); }));
        Assert.Equal(-6, error.ExitCode);
        Assert.Contains("SIGABRT", error.Message);
    }

    [Fact]
    public async Task RunAsync_ChildExitsByItself_IsNotAResult()
    {
        var error = await Assert.ThrowsAsync<ProcessDiedException>(() => ChildProcess.RunAsync(static int () =>
        {
            Environment.Exit(0);
            return 1;
        }));
        Assert.Equal(0, error.ExitCode);
    }

    [Fact]
    public async Task RunAsync_Cancelled_KillsTheChild()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using var cancellation = new CancellationTokenSource();
        using (mine)
        {
            Task run = ChildProcess.RunAsync(
                static c =>
                {
                    c.Send(Environment.ProcessId);
                    while (true)
                    {
                        Thread.SpinWait(1000);
                    }
                },
                theirs,
                cancellationToken: cancellation.Token);
            int pid = await mine.ReceiveAsync<int>();
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            Assert.False(Directory.Exists($"/proc/{pid}"));
        }
    }

    [Fact]
    public async Task RunAsync_CapturedVariables_AreNamed()
    {
        int answer = 42;
        string word = "x";
        CapturedVariableException error = await RefuseAsync(() => word + answer);
        Assert.Equal(["answer", "word"], error.Variables.Order());
        Assert.Contains("'answer'", error.Message);
        Assert.Contains("'word'", error.Message);
    }

    [Fact]
    public async Task RunAsync_MethodOfAnObject_IsRefused()
    {
        var list = new List<int> { 1 };
        Action clear = list.Clear;
        var error = await Assert.ThrowsAsync<CapturedVariableException>(() => ChildProcess.RunAsync(clear));
        Assert.Equal(["this"], error.Variables);
    }

    [Fact]
    public async Task RunAsync_ArgumentThatCannotTravel_StartsNothing()
#pragma warning disable PROC1001 // that it cannot be sent is what is tested
        => await Assert.ThrowsAsync<MessageSerializationException>(() => ChildProcess.RunAsync(static f => f.ToString(), (Func<int>)(() => 1)));
#pragma warning restore PROC1001

    [Fact]
    public async Task RunAsync_LargeArgumentAndResult_ComeWhole()
    {
        byte[] data = new byte[16 << 20];
        Random.Shared.NextBytes(data);
        byte[] back = await ChildProcess.RunAsync(static d => { Array.Reverse(d); return d; }, data);
        Array.Reverse(back);
        Assert.True(data.AsSpan().SequenceEqual(back));
    }

    [Fact]
    public async Task RunAsync_InAChild_NamesGrandchildrenAfterIt()
    {
        string[] names = await ChildProcess.RunAsync(static async () => new[]
        {
            CurrentProcess.Name,
            await ChildProcess.RunAsync(static () => CurrentProcess.Name),
            await ChildProcess.RunAsync(static () => CurrentProcess.Name),
        });
        Assert.Matches("^Process-[0-9]+$", names[0]);
        Assert.Equal([$"{names[0]}:1", $"{names[0]}:2"], names[1..]);
    }

    // The analyzer refuses a capture where it sees one; through a parameter only the run-time check does.
    private static async Task<CapturedVariableException> RefuseAsync<T>(Func<T> capturing)
        => await Assert.ThrowsAsync<CapturedVariableException>(() => ChildProcess.RunAsync(capturing));

    private static string Bracket<T>(T value) => $"[{value}]";

    private static void FailDeepInside() => throw new InvalidOperationException("broken on purpose", new ArgumentException("the cause"));

    public sealed record Line(string Item, int Count);

    public sealed record Order(string Customer, Line[] Lines, Dictionary<string, int> Counts);

    private static class Box<T>
    {
        public static string NameOfElement() => typeof(T).FullName!;
    }
}
