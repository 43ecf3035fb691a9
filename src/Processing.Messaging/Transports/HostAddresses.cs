using System.Net;
using System.Net.Sockets;

namespace Processing.Messaging;

/// <summary>Looks hosts up.</summary>
internal static class HostAddresses
{
    /// <summary>The addresses of a host to listen at, best first. Blocks while a name is looked up.</summary>
    public static IReadOnlyList<IPAddress> ResolveForListening(TcpAddress address)
    {
        if (IPAddress.TryParse(address.Host, out var literal))
        {
            return [literal];
        }

        try
        {
            // This machine's own name for itself means IPv4 to most who connect to it.
            return [.. Dns.GetHostAddresses(address.Host).OrderByDescending(ip => ip.AddressFamily == AddressFamily.InterNetwork)];
        }
        catch (SocketException error)
        {
            throw new ProcessingException($"{address} cannot be listened at: the host \"{address.Host}\" is not known ({error.Message}).", error);
        }
    }

    /// <summary>The addresses of a host to connect to, in the order of the system. The lookup gets a thread of its own, so that the deadline counts.</summary>
    public static IPAddress[] Resolve(TcpAddress address, Deadline deadline, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(address.Host, out var literal))
        {
            return [literal];
        }

        var lookup = new HostLookup(address.Host);
        return lookup.Wait(deadline, cancellationToken)
            ? lookup.GetResult() is { } result ? result : throw CreateUnknown(address, lookup.Failure)
            : throw new TimeoutException($"{address} could not be connected to in time: looking up the host took too long.");
    }

    /// <summary>As <see cref="Resolve"/>, without a thread that waits here.</summary>
    public static async ValueTask<IPAddress[]> ResolveAsync(TcpAddress address, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(address.Host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(address.Host, cancellationToken).ConfigureAwait(false) is { Length: > 0 } found
                ? found
                : throw CreateUnknown(address, error: null);
        }
        catch (SocketException error)
        {
            throw CreateUnknown(address, error);
        }
    }

    private static ConnectFailedException CreateUnknown(TcpAddress address, Exception? error) => new(
        ConnectFailedReason.UnknownHost,
        $"{address} cannot be connected to: the host \"{address.Host}\" is not known{(error is null ? "." : $" ({error.Message}).")}",
        error);
}
