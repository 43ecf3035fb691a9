using System.Diagnostics;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>Pipes whose other end is in a real process: what no test within one process can show.</summary>
public sealed class RingProcessTests : CleanTestBase
{
    private const int MoreThanFits = 8 * 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kill_PeerInTheMiddleOfAMessage_IsToldWhatWasBefore(bool isBlocking)
    {
        var (mine, theirs) = Pipe.Create();
        var (told, teller) = Pipe.Create(duplex: false);
        using (mine)
        using (told)
        using (var child = ChildProcess.Start(
            static async (c, teller) =>
            {
                c.Send("whole");
                await c.Output.WriteAsync(new byte[] { 0, 0, 0, 100, 1, 2, 3 }); // the header and the beginning of a message
                Sleep(teller);
            },
            theirs,
            teller))
        {
            Assert.Equal("whole", mine.Receive<string>());
            Assert.Equal(1, told.Receive<int>());
            Assert.False(mine.Poll()); // some of the next message is here
            Signals.Send(child.Pid, Signals.Kill);
            await Assert.ThrowsAsync<ConnectionClosedException>(
                () => isBlocking ? Task.FromResult(mine.ReceiveBytes()) : mine.ReceiveBytesAsync().AsTask().WaitAsync(UnexpectedTimeout));
            Assert.True(mine.IsClosed);
        }
    }

    [Fact]
    public async Task Kill_PeerWhileReceiversSleep_EndsTheirWait()
    {
        var (mine, theirs) = Pipe.Create();
        using (mine)
        using (var child = ChildProcess.Start(Sleep, theirs))
        {
            Assert.Equal(1, mine.Receive<int>());
            var waiting = Task.Factory.StartNew(
                () => mine.TryReceive(out int _), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Assert.False(waiting.IsCompleted);
            Signals.Send(child.Pid, Signals.Kill);
            Assert.False(await waiting.WaitAsync(UnexpectedTimeout));
            Assert.Throws<ConnectionClosedException>(() => mine.Send(1));
        }
    }

    [Fact]
    public async Task Kill_PeerWhileWeWaitForRoom_EndsTheWait()
    {
        for (int i = 0; i < 2; i++)
        {
            var (mine, theirs) = Pipe.Create();
            using (mine)
            using (var child = ChildProcess.Start(Sleep, theirs))
            {
                Assert.Equal(1, mine.Receive<int>());
                byte[] bytes = new byte[MoreThanFits];
                var sending = i == 0
                    ? mine.SendBytesAsync(bytes).AsTask()
                    : Task.Factory.StartNew(() => mine.SendBytes(bytes), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                Signals.Send(child.Pid, Signals.Kill);
                await Assert.ThrowsAsync<ConnectionClosedException>(() => sending.WaitAsync(UnexpectedTimeout));
            }
        }
    }

    [Fact]
    public void Kill_PeerThatIsBusy_IsNoticedByWhoeverOnlySends()
    {
        var (mine, theirs) = Pipe.Create();
        using (mine)
        using (var child = ChildProcess.Start(
            static c =>
            {
                c.Send(1);
                while (true)
                {
                    Thread.SpinWait(1000);
                }
            },
            theirs))
        {
            Assert.Equal(1, mine.Receive<int>());
            mine.Send(1);
            Signals.Send(child.Pid, Signals.Kill);
            child.Join();
            Assert.True(SpinWait.SpinUntil(() => Record.Exception(() => mine.Send(1)) is ConnectionClosedException, UnexpectedTimeout));
        }
    }

    [Fact]
    public async Task BothDirections_FullAtOnce_GoOn()
    {
        var (mine, theirs) = Pipe.Create();
        using (mine)
        using (ChildProcess.Start(static c => SendAndReceiveAsync(c), theirs))
        {
            await SendAndReceiveAsync(mine).WaitAsync(UnexpectedTimeout);
            Assert.False(mine.TryReceive(out int _));
        }
    }

    [Fact]
    public async Task EverythingOnOneProcessor_StillWorks()
        => await ChildProcess.RunAsync(static () =>
        {
            using Process self = Process.GetCurrentProcess();
            if (OperatingSystem.IsLinux())
            {
                self.ProcessorAffinity = 1; // of this thread, and of what it starts
            }

            var (mine, theirs) = Pipe.Create();
            using ChildProcess child = ChildProcess.Start(
                static c =>
                {
                    while (c.TryReceive(out int number))
                    {
                        c.Send(number + 1);
                    }
                },
                theirs);
            for (int i = 0; i < 2_000; i++)
            {
                mine.Send(i);
                if (mine.Receive<int>() != i + 1)
                {
                    throw new InvalidOperationException($"Another answer than to {i}.");
                }
            }

            mine.Dispose();
            child.Join();
        }).WaitAsync(UnexpectedTimeout);

    [Fact]
    public void PassOn_ToAGrandchildWithMessagesInFlight_LosesNone()
    {
        var (mine, theirs) = Pipe.Create();
        using (mine)
        {
            for (int i = 0; i < 1_000; i++)
            {
                mine.Send(i);
            }

            using ChildProcess child = ChildProcess.Start(
                static c =>
                {
                    for (int i = 0; i < 100; i++)
                    {
                        Check(c.Receive<int>(), i);
                    }

                    using ChildProcess grandchild = ChildProcess.Start(
                        static passed =>
                        {
                            for (int i = 100; passed.TryReceive(out int number); i++)
                            {
                                Check(number, i);
                            }

                            passed.Send("all");
                        },
                        c);
                    grandchild.Join();
                },
                theirs);
            for (int i = 1_000; i < 1_500; i++)
            {
                mine.Send(i);
            }

            mine.CompleteSending();
            Assert.Equal("all", mine.Receive<string>());
            Assert.False(mine.TryReceive(out string? _));
        }
    }

    private static void Check(int actual, int expected)
    {
        if (actual != expected)
        {
            throw new InvalidOperationException($"{actual} came instead of {expected}.");
        }
    }

    private static void Sleep(Connection connection)
    {
        connection.Send(1);
        CurrentProcess.StopToken.WaitHandle.WaitOne();
    }

    private static async Task SendAndReceiveAsync(Connection connection)
    {
        byte[] bytes = new byte[MoreThanFits];
        Task sending = Task.Run(() => connection.SendBytes(bytes));
        for (int i = 0; i < 2; i++)
        {
            byte[] received = await connection.ReceiveBytesAsync();
            Check(received.Length, MoreThanFits);
            await sending;
            sending = i == 0 ? connection.SendBytesAsync(bytes).AsTask() : Task.CompletedTask;
        }
    }
}
