using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>What starting and waiting for children must survive. What changes or counts for a whole process runs in a child.</summary>
public sealed class ChildProcessHardCaseTests : CleanTestBase
{
    [Fact]
    public async Task Run_EveryPoolThreadBlocked_StillEnds()
        => await ChildProcess.RunAsync(static () =>
        {
            int threads = Environment.ProcessorCount;
            ThreadPool.SetMaxThreads(threads, threads);
            using var start = new CountdownEvent(threads);
            using var done = new CountdownEvent(threads);
            for (int i = 0; i < threads; i++)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    start.Signal();
                    start.Wait();
                    ChildProcess.Run(static () => { });
                    done.Signal();
                });
            }

            done.Wait();
        }).WaitAsync(UnexpectedTimeout);

    [Fact]
    public async Task ChildrenAndPools_Disposed_LeaveNoDescriptor()
        => await ChildProcess.RunAsync(static () =>
        {
            using (var first = new Pool(1))
            {
                first.Run(static () => { });
            }

            int before = OpenDescriptors();
            Parallel.For(0, 20, static _ => ChildProcess.Run(static () => { }));
            for (int i = 0; i < 5; i++)
            {
                using var pool = new Pool(2);
                pool.Run(static () => { });
            }

            // One for the wake-up signal of each thread that waited.
            Assert.InRange(OpenDescriptors(), 0, before + Environment.ProcessorCount + 2);
        }).WaitAsync(UnexpectedTimeout);

    [Fact]
    public async Task RunAsync_ChildLeavesItsSocketsToADaemon_ItsEndIsNoticed()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            Task run = ChildProcess.RunAsync(
                static c =>
                {
                    c.Send(LaneForger.LeaveSocketsToDaemon());
                    Environment.Exit(5);
                },
                theirs);
            int daemon = await mine.ReceiveAsync<int>();
            try
            {
                var error = await Assert.ThrowsAsync<ProcessDiedException>(() => run.WaitAsync(UnexpectedTimeout));
                Assert.Equal(5, error.ExitCode);
            }
            finally
            {
                Signals.Send(daemon, Signals.Kill);
            }
        }
    }

    [Fact]
    public async Task RunAsync_ExceptionThatCannotBeDescribed_IsReportedAllTheSame()
    {
        var error = await Assert.ThrowsAsync<RemoteException>(() => ChildProcess.RunAsync(static () => throw new UnspeakableException()));
        Assert.Equal(typeof(UnspeakableException).FullName, error.RemoteTypeName);
        Assert.Contains("not available", error.Message);
    }

    [Fact]
    public async Task RunAsync_NoDelegate_IsRefused()
        => await Assert.ThrowsAsync<ArgumentNullException>(() => ChildProcess.RunAsync((Action)null!));

    private static int OpenDescriptors() => Directory.GetFiles("/proc/self/fd").Length;

    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new InvalidOperationException("on purpose");

        public override string ToString() => nameof(UnspeakableException);
    }
}
