using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// Closes a TCP socket whose sending direction has ended so that the peer gets all that was sent. The system drops what it has not delivered
/// once something arrives that nobody will read, or is there unread; so that is read and thrown away until all is delivered.
/// </summary>
internal static class TcpFarewell
{
    /// <summary>How many sockets wait at a time; strangers who take nothing must not use up the descriptors of this process.</summary>
    public const int MostAtOnce = 256;

    private const int MostDropped = 1024 * 1024; // a peer that sends on and on wants no farewell
    private const int FinOnly = 1; // the end itself is counted as one byte; the system delivers it in any case

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longestLook = TimeSpan.FromMilliseconds(500);

    private static int s_waiting; // sockets; by Interlocked

    /// <summary>Throws away what has arrived; true when nothing is lost by closing now.</summary>
    public static bool TryFinish(SafeFileHandle socket, ref int dropped)
    {
        Span<byte> scratch = stackalloc byte[4096];
        while (dropped < MostDropped)
        {
            nint received = Libc.ReceiveBytes(socket, scratch, Libc.MSG_DONTWAIT);
            if (received > 0)
            {
                dropped += (int)received;
                continue;
            }

            bool isOpen = received < 0 && NativeError.Last.Number is NativeError.EAGAIN or NativeError.EINTR;
            return !isOpen || Libc.GetUndelivered(socket) <= FinOnly;
        }

        return true;
    }

    /// <summary>Closes the socket once nothing is lost by it, it has taken too long, or too many wait already. Never fails.</summary>
    public static async Task FinishAsync(SafeFileHandle socket)
    {
        try
        {
            if (Interlocked.Increment(ref s_waiting) > MostAtOnce)
            {
                return; // the system goes on delivering, unless the peer sends something more
            }

            var limit = Deadline.After(s_longest);
            var look = s_firstLook;
            int dropped = 0;
            while (!TryFinish(socket, ref dropped) && !limit.HasPassed)
            {
                // That the peer acknowledged something makes no descriptor ready, so this looks again, ever more slowly.
                using var pause = new CancellationTokenSource(look);
                await DescriptorWait.WaitAsync(socket, DescriptorEvents.Readable, pause.Token).AsTask()
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                look = look + look < s_longestLook ? look + look : s_longestLook;
            }
        }
        finally
        {
            socket.Dispose();
            Interlocked.Decrement(ref s_waiting);
        }
    }
}
