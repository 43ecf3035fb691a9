using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>Waiting for children beside what they send.</summary>
public sealed class WaitAnyTests : CleanTestBase
{
    [Fact]
    public void WaitAny_ChildAndItsConnection_TellsWhichOfThem()
    {
        var (mine, theirs) = Pipe.Create();
        using (mine)
        {
            using var child = ChildProcess.Start(
                static c =>
                {
                    c.Send("ready");
                    c.Receive<string>();
                    Environment.Exit(5); // the end of the process also ends its connection
                },
                theirs);
            Assert.Equal([mine], Connection.WaitAny([child, mine]));
            Assert.Equal("ready", mine.Receive<string>());
            Assert.Empty(Connection.WaitAny([child, mine], TimeSpan.Zero));
            mine.Send("go");
            Assert.Equal([child, mine], Connection.WaitAll([child, mine]));
            Assert.Equal(5, child.ExitCode);
            Assert.False(mine.TryReceive<string>(out _));
            Assert.Equal([child], Connection.WaitAny([child]));
        }
    }

    [Fact]
    public async Task WaitAnyAsync_KilledChildren_ReturnsThem()
    {
        await using var first = ChildProcess.Start(static () => Thread.Sleep(Timeout.Infinite));
        await using var second = ChildProcess.Start(static () => Thread.Sleep(Timeout.Infinite));
        using var stop = new ManualResetEvent(false);
        var waiting = Connection.WaitAnyAsync([first, second, Waitable.From(stop)]);
        second.Kill();
        Assert.Equal([second], await waiting.WaitAsync(UnexpectedTimeout));
        first.Kill();
        Assert.Equal([first, second], await Connection.WaitAllAsync([first, second]).WaitAsync(UnexpectedTimeout));
        Assert.Equal(-9, first.ExitCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")] // so that the poller of the child goes by poll, and its pipes are sockets
    public async Task WaitAny_BesideWaitHandles_WorksWithEitherPoller(string? portable)
    {
        var options = new ChildProcessOptions { Environment = new Dictionary<string, string?> { ["PROCESSING_PORTABLE"] = portable } };
        int rounds = await ChildProcess.RunAsync(WaitInTurnsAsync, options).WaitAsync(UnexpectedTimeout);
        Assert.Equal(50, rounds);
    }

    private static async Task<int> WaitInTurnsAsync()
    {
        var (first, second) = Pipe.Create();
        using var near = first;
        using var far = second;
        using var signal = new AutoResetEvent(false);
        IWaitable[] sources = [far, Waitable.From(signal)];
        int rounds = 0;
        for (; rounds < 50; rounds++)
        {
            var waiting = rounds % 4 < 2
                ? Task.Factory.StartNew(() => Connection.WaitAny(sources), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : Connection.WaitAnyAsync(sources);
            bool isMessage = rounds % 2 == 0;
            if (isMessage)
            {
                near.Send(rounds);
            }
            else
            {
                signal.Set();
            }

            var ready = await waiting.ConfigureAwait(true);
            if (ready.Count != 1 || !ReferenceEquals(ready[0], sources[isMessage ? 0 : 1]) || (isMessage && far.Receive<int>() != rounds))
            {
                break;
            }
        }

        return Connection.WaitAny(sources, TimeSpan.Zero).Count == 0 ? rounds : -1;
    }
}
