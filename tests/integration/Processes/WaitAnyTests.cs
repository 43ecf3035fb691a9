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
}
