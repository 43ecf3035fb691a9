using System.Net;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Connects to a TCP port: to the addresses of the host one after the other, until one answers.</summary>
internal static class TcpConnector
{
    // A host that is reached by one of its addresses only should not use up all the time on another one.
    private static readonly TimeSpan s_limitWithMoreToTry = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="TransportEndpoint.Connect(ProcessAddress, TransportOptions, Deadline, CancellationToken)"/>
    public static Transport Connect(TcpAddress address, TransportOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        var addresses = HostAddresses.Resolve(address, deadline, cancellationToken);
        ConnectFailedException? failure = null;
        for (int i = 0; i < addresses.Length; i++)
        {
            var socket = Begin(address, addresses[i], options, out var error);
            try
            {
                if (error.Number == NativeError.EINPROGRESS)
                {
                    bool isLast = i == addresses.Length - 1;
                    var limit = isLast ? deadline : Deadline.Earlier(deadline, Deadline.After(s_limitWithMoreToTry));
                    bool isReady = DescriptorWait.Wait(socket, DescriptorEvents.Writable, limit, cancellationToken);
                    error = isReady ? GetOutcome(socket, address) : new NativeError(NativeError.ETIMEDOUT);
                }

                if (TryFinish(socket, address, error, ref failure) is { } transport)
                {
                    return transport;
                }
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            if (deadline.HasPassed)
            {
                throw ConnectFailure.CreateTimeout(address);
            }
        }

        throw failure!; // a host that is found has an address, and each that failed left its failure
    }

    /// <inheritdoc cref="TransportEndpoint.ConnectAsync(ProcessAddress, TransportOptions, CancellationToken)"/>
    public static async ValueTask<Transport> ConnectAsync(TcpAddress address, TransportOptions options, CancellationToken cancellationToken)
    {
        var addresses = await HostAddresses.ResolveAsync(address, cancellationToken).ConfigureAwait(false);
        ConnectFailedException? failure = null;
        for (int i = 0; i < addresses.Length; i++)
        {
            var socket = Begin(address, addresses[i], options, out var error);
            try
            {
                if (error.Number == NativeError.EINPROGRESS)
                {
                    bool isReady = await WaitAsync(socket, isLast: i == addresses.Length - 1, cancellationToken).ConfigureAwait(false);
                    error = isReady ? GetOutcome(socket, address) : new NativeError(NativeError.ETIMEDOUT);
                }

                if (TryFinish(socket, address, error, ref failure) is { } transport)
                {
                    return transport;
                }
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure!; // as above
    }

    private static async ValueTask<bool> WaitAsync(SafeFileHandle socket, bool isLast, CancellationToken cancellationToken)
    {
        if (isLast)
        {
            await DescriptorWait.WaitAsync(socket, DescriptorEvents.Writable, cancellationToken).ConfigureAwait(false);
            return true;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limitWithMoreToTry);
        try
        {
            await DescriptorWait.WaitAsync(socket, DescriptorEvents.Writable, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // the limit of time fired, not the caller's token
        }
    }

    private static SafeFileHandle Begin(TcpAddress address, IPAddress ip, TransportOptions options, out NativeError error)
    {
        var endpoint = new IPEndPoint(ip, address.Port);
        string subject = address.ToString();
        var socket = Libc.CreateStreamSocket(TcpEndpoints.FamilyOf(endpoint), subject);
        try
        {
            TcpEndpoints.Configure(socket, options, subject);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        error = Libc.Connect(socket, endpoint.Serialize()) == 0 ? default : NativeError.Last;
        if (error.Number == NativeError.EINTR)
        {
            error = new NativeError(NativeError.EINPROGRESS); // it goes on in the background (connect(2))
        }

        return socket;
    }

    private static NativeError GetOutcome(SafeFileHandle socket, TcpAddress address)
        => Libc.GetOption(socket, Libc.SOL_SOCKET, Libc.SO_ERROR, out int outcome) == 0
            ? new NativeError(outcome)
            : throw new NativeCallException("getsockopt(SO_ERROR)", address.ToString(), NativeError.Last);

    private static TcpTransport? TryFinish(SafeFileHandle socket, TcpAddress address, NativeError error, ref ConnectFailedException? failure)
    {
        if (error.Number == 0 && IsOwnEnd(socket))
        {
            error = new NativeError(NativeError.ECONNREFUSED);
        }

        if (error.Number != 0)
        {
            failure = ConnectFailure.Better(failure, ConnectFailure.Create(address, error));
            socket.Dispose();
            return null;
        }

        return Libc.SetBlocking(socket, blocks: true) == 0
            ? new TcpTransport(socket, address)
            : throw new NativeCallException("fcntl", address.ToString(), NativeError.Last);
    }

    /// <summary>
    /// Connecting to a port of this machine where nobody listens can meet the very port that the system lent the connecting socket: then it is
    /// connected to itself.
    /// </summary>
    private static bool IsOwnEnd(SafeFileHandle socket)
        => Libc.GetSocketName(socket) is { } local && Libc.GetPeerName(socket) is { } peer && local.Equals(peer);
}
