using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

/// <summary>A listener in a process that is out of descriptors: in a child, for the limit counts for a whole process.</summary>
public sealed partial class AcceptExhaustionTests : CleanTestBase
{
    private const int Files = 7; // RLIMIT_NOFILE

    /// <summary>In the blocking form alone: without descriptors the runtime cannot start the thread that the other form goes on with.</summary>
    [Fact]
    public async Task Accept_OutOfDescriptors_PausesAndGoesOn()
    {
        int attempts = await ChildProcess.RunAsync(static () => AcceptWithoutDescriptors()).WaitAsync(UnexpectedTimeout);
        Assert.InRange(attempts, 3, 30); // pauses that grow, and no loop that spins
    }

    private static async Task<int> AcceptWithoutDescriptors()
    {
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 4);
        await WarmAsync(listener);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int attempts = 0;
        int other = 0;
        listener.AcceptFailed = error =>
        {
            other += error is NativeCallException { ErrorNumber: NativeError.EMFILE } ? 0 : 1;
            if (++attempts == 3)
            {
                failed.SetResult();
            }
        };
        var accepting = TransportCalls.RunAsync(() => Task.FromResult(listener.Accept(CancellationToken.None)));
        var taken = TakeAll();
        try
        {
            Connect(client, listener);
            await failed.Task;
        }
        finally
        {
            taken.ForEach(descriptor => descriptor.Dispose());
        }

        using var server = await accepting;
        Assert.Equal(0, other);
        return attempts;
    }

    private static void Connect(Socket client, TransportListener listener)
        => client.Connect(new IPEndPoint(IPAddress.Loopback, ((TcpAddress)listener.Address).Port));

    /// <summary>Does once all that loads code or starts a thread, which takes descriptors.</summary>
    private static async Task WarmAsync(TransportListener listener)
    {
        var accepting = TransportCalls.RunAsync(() => Task.FromResult(listener.Accept(CancellationToken.None)));
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Connect(client, listener);
        using var server = await accepting;
        using var warm = Libc.CreateEventDescriptor();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DescriptorWait.WaitAsync(warm, DescriptorEvents.Readable, soon.Token).AsTask());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Thread.Yield)));
        _ = new NativeCallException("warm", "up", new NativeError(NativeError.EMFILE));
    }

    private static List<SafeFileHandle> TakeAll()
    {
        Assert.Equal(0, SetLimit(Files, [300, 300]));
        var taken = new List<SafeFileHandle>();
        try
        {
            while (true)
            {
                taken.Add(Libc.CreateEventDescriptor());
            }
        }
        catch (NativeCallException error) when (error.ErrorNumber == NativeError.EMFILE)
        {
            return taken;
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, [In] nuint[] currentAndMost);
}
