using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class PoolDeathTests : CleanTestBase
{
    private const int Tasks = 1000;

    [Fact]
    public async Task MapAsync_WorkerKilledInTheMiddle_OneHundredTimes_FailsOneTaskEach()
    {
        await using var pool = new Pool(2);
        for (int round = 0; round < 100; round++)
        {
            // The task says that it runs, and runs until it is killed from outside: so the kill is in the middle, at a known task.
            int victim = (round * 37) % Tasks;
            (Connection mine, Connection theirs) = Pipe.Create();
            using (mine)
            {
                Task<TaskOutcome<int>[]> map = pool.MapOutcomesAsync(
                    static item =>
                    {
                        if (item.Victim is { } connection)
                        {
                            connection.Send(Environment.ProcessId);
                            new ManualResetEvent(false).WaitOne();
                        }

                        return item.Number * 2;
                    },
                    Enumerable.Range(0, Tasks).Select(n => new Item(n, n == victim ? theirs : null)));
                int pid = await mine.ReceiveAsync<int>();
                Signals.Send(pid, Signals.Kill);

                TaskOutcome<int>[] outcomes = await map.WaitAsync(UnexpectedTimeout);
                AssertOneDied(outcomes, victim, pid);
            }
        }
    }

    [Fact]
    public async Task MapAsync_WorkersKilledAtRandomMoments_NothingHangsAndNothingIsLost()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        await using var pool = new Pool(2);
        for (int round = 0; round < 20; round++)
        {
            Task<TaskOutcome<int>[]> map = pool.MapOutcomesAsync(
                static n =>
                {
                    Thread.SpinWait(20_000);
                    return n;
                },
                Enumerable.Range(0, Tasks));
            var killed = new List<int>();
            while (!map.IsCompleted && killed.Count < 3)
            {
                Thread.SpinWait(random.Next(1_000_000));
                if (pool.WorkerPids is [var pid, ..] && !killed.Contains(pid) && ProcessTable.IsAlive(pid))
                {
                    Signals.Send(pid, Signals.Kill);
                    killed.Add(pid);
                }
            }

            TaskOutcome<int>[] outcomes = await map.WaitAsync(UnexpectedTimeout);
            foreach ((int index, TaskOutcome<int> outcome) in outcomes.Index())
            {
                if (outcome.IsSuccess)
                {
                    Assert.Equal(index, outcome.Value);
                    continue;
                }

                var died = Assert.IsType<WorkerDiedException>(outcome.Error);
                Assert.True(died.TaskIndex == index && killed.Contains(died.ProcessId), $"seed {seed}: {died.Message}");
            }

            Assert.True(outcomes.Count(outcome => !outcome.IsSuccess) <= killed.Count, $"seed {seed}: more tasks failed than workers died");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(137)]
    public async Task RunAsync_TaskExitsTheProcess_FailsWithTheCode(int code)
    {
        await using var pool = new Pool(1);
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => pool.RunAsync(static c => Environment.Exit(c), code));
        Assert.Equal(code, error.ExitCode);
        Assert.Equal(0, error.Signal);
        Assert.Equal(7, await pool.RunAsync(static () => 7));
    }

    [Fact]
    public async Task RunAsync_TaskCrashes_TheSignalIsNamed()
    {
        await using var pool = new Pool(1);
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => pool.RunAsync(static () => Overflow(1)));
        Assert.Equal(6, error.Signal);
        Assert.Contains("SIGABRT", error.Message);
        Assert.Equal(7, await pool.RunAsync(static () => 7));
    }

    [Fact]
    public async Task IdleWorkerKilled_IsReplacedAndNoTaskFails()
    {
        await using var pool = new Pool(1);
        for (int round = 0; round < 5; round++)
        {
            int pid = await pool.RunAsync(static () => Environment.ProcessId);
            Signals.Send(pid, Signals.Kill);
            int next = await pool.RunAsync(static () => Environment.ProcessId);
            Assert.NotEqual(pid, next);
        }
    }

    private static void AssertOneDied(TaskOutcome<int>[] outcomes, int victim, int pid)
    {
        Assert.Equal(Tasks, outcomes.Length);
        for (int i = 0; i < Tasks; i++)
        {
            if (i != victim)
            {
                Assert.Equal(i * 2, outcomes[i].Value);
            }
        }

        var died = Assert.IsType<WorkerDiedException>(outcomes[victim].Error);
        Assert.Equal(victim, died.TaskIndex);
        Assert.Equal(pid, died.ProcessId);
        Assert.Equal(9, died.Signal);
        Assert.Contains("SIGKILL", died.Message);
        Assert.Contains($"Task {victim} ", died.Message);
    }

    private static int Overflow(int n) => n == 0 ? 0 : Overflow(n + 1) + 1;

    public sealed record Item(int Number, Connection? Victim);
}
