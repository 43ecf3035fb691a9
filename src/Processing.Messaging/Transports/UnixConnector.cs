using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Connects to a Unix socket. What can take time is only a listener whose queue is full.</summary>
internal static class UnixConnector
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc cref="TransportEndpoint.Connect(ProcessAddress, TransportOptions, Deadline, CancellationToken)"/>
    public static Transport Connect(UnixAddress address, TransportOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        var socket = Create(address);
        try
        {
            if (TryConnect(socket, address))
            {
                return Finish(socket, address, options);
            }

            // The system wakes a blocked connect when there is room; the limit is there for the token and the deadline alone.
            Check(Libc.SetBlocking(socket, blocks: true), "fcntl", address);
            Check(Libc.SetSendTimeout(socket, s_slice), "setsockopt(SO_SNDTIMEO)", address);
            while (!TryConnect(socket, address))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (deadline.HasPassed)
                {
                    throw ConnectFailure.CreateTimeout(address);
                }
            }

            Check(Libc.SetSendTimeout(socket, TimeSpan.Zero), "setsockopt(SO_SNDTIMEO)", address);
            return Finish(socket, address, options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="TransportEndpoint.ConnectAsync(ProcessAddress, TransportOptions, CancellationToken)"/>
    public static async ValueTask<Transport> ConnectAsync(UnixAddress address, TransportOptions options, CancellationToken cancellationToken)
    {
        var socket = Create(address);
        try
        {
            while (!TryConnect(socket, address))
            {
                // Nothing signals room in the queue of a listener, so this looks again.
                await Task.Delay(s_slice, cancellationToken).ConfigureAwait(false);
            }

            return Finish(socket, address, options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SafeFileHandle Create(UnixAddress address) => OperatingSystem.IsLinux()
        ? Libc.CreateStreamSocket(Libc.AF_UNIX, address.ToString())
        : throw new PlatformNotSupportedException($"{address} cannot be used: Unix sockets are supported on Linux only.");

    /// <summary>False when the listener's queue is full.</summary>
    private static bool TryConnect(SafeFileHandle socket, UnixAddress address)
    {
        while (Libc.Connect(socket, new UnixDomainSocketEndPoint(address.Path).Serialize()) != 0)
        {
            var error = NativeError.Last;
            switch (error.Number)
            {
                case NativeError.EINTR:
                    break;
                case NativeError.EAGAIN:
                    return false;
                default:
                    throw ConnectFailure.Create(address, error);
            }
        }

        return true;
    }

    private static UnixTransport Finish(SafeFileHandle socket, UnixAddress address, TransportOptions options)
    {
        var peer = UnixPeer.Identify(socket, address);
        if (!UnixPeer.IsTrusted(peer, options))
        {
            throw ConnectFailure.CreateUntrusted(address, peer);
        }

        Check(Libc.SetBlocking(socket, blocks: true), "fcntl", address);
        return new UnixTransport(socket, address, peer);
    }

    private static void Check(int result, string call, UnixAddress address)
    {
        if (result != 0)
        {
            throw new NativeCallException(call, address.ToString(), NativeError.Last);
        }
    }
}
