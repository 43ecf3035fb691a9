using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Who is at the other end of a Unix socket, as the system recorded it when the connection was made.</summary>
internal static class UnixPeer
{
    private const int Root = 0;

    /// <summary>Asks the system.</summary>
    public static PeerIdentity Identify(SafeFileHandle socket, UnixAddress address)
        => Libc.GetPeerCredentials(socket, out var credentials) == 0
            ? new PeerIdentity(address, credentials.ProcessId, unchecked((int)credentials.UserId))
            : throw new NativeCallException("getsockopt(SO_PEERCRED)", address.ToString(), NativeError.Last);

    /// <summary>True for our own user, for root, who can do anything here anyway, and for whom the options name.</summary>
    public static bool IsTrusted(in PeerIdentity peer, TransportOptions options)
        => peer.UserId is { } user
            && (user == Root || user == unchecked((int)Libc.GetEffectiveUserId()) || options.AllowedUserIds.Contains(user));
}
