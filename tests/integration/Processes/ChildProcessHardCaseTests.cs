using System.Runtime.InteropServices;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>What starting and waiting for children must survive. Each test runs in a child, for it changes limits of its whole process.</summary>
public sealed partial class ChildProcessHardCaseTests : CleanTestBase
{
    private const int LimitOfOpenFiles = 7;

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
    public async Task Run_OutOfDescriptors_FailsClearlyLeaksNothingAndRecovers()
        => await ChildProcess.RunAsync(static () =>
        {
            ChildProcess.Run(static () => { });
            int before = OpenDescriptors();
            _ = GetLimit(LimitOfOpenFiles, out Limit limit);
            for (int spare = 0; spare < 12; spare++)
            {
                _ = SetLimit(LimitOfOpenFiles, limit with { Soft = (ulong)(before + spare) });
                try
                {
                    ChildProcess.Run(static () => { });
                }
                catch (ProcessingException)
                {
                    // The expected failure; any other ends the test.
                }
                finally
                {
                    _ = SetLimit(LimitOfOpenFiles, limit);
                }
            }

            ChildProcess.Run(static () => { });
            Assert.InRange(OpenDescriptors(), 0, before + 1);
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

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private record struct Limit(ulong Soft, ulong Hard);

    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new InvalidOperationException("on purpose");

        public override string ToString() => nameof(UnspeakableException);
    }
}
