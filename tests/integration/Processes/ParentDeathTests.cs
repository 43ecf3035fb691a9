using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class ParentDeathTests : CleanTestBase
{
    /// <summary>The promise: children of a killed parent are gone within this time.</summary>
    private static readonly TimeSpan s_promise = TimeSpan.FromSeconds(2);

    [Fact]
    public void ParentKilled_ItsFourChildren_AreGoneWithinTwoSeconds()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            using ChildProcess parent = ChildProcess.Start(
                static c =>
                {
                    ChildProcess[] children =
                    [
                        ChildProcess.Start(static () => CurrentProcess.StopToken.WaitHandle.WaitOne()),
                        ChildProcess.Start(static () => { new ManualResetEvent(false).WaitOne(); }),
                        ChildProcess.Start(static () =>
                        {
                            while (true)
                            {
                                Thread.SpinWait(1000);
                            }
                        }),
                        ChildProcess.Start(static () =>
                        {
                            AppDomain.CurrentDomain.ProcessExit += static (_, _) => new ManualResetEvent(false).WaitOne();
                            new ManualResetEvent(false).WaitOne();
                        }),
                    ];
                    c.Send(children.Select(child => child.Pid).ToArray());
                    _ = c.TryReceive(out int _);
                },
                theirs);
            int[] pids = mine.Receive<int[]>();
            Assert.All(pids, pid => Assert.True(Directory.Exists($"/proc/{pid}")));
            Signals.Send(parent.Pid, 9);
            parent.Join();
            Assert.True(ProcessTable.WaitUntilGone(pids, s_promise), $"still there: {string.Join(", ", pids.Where(ProcessTable.IsAlive))}");
        }
    }
}
