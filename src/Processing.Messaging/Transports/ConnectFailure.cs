namespace Processing.Messaging;

/// <summary>Says why a connection could not be made.</summary>
internal static class ConnectFailure
{
    /// <summary>The error for what the system said.</summary>
    public static ConnectFailedException Create(ProcessAddress address, NativeError error) => new(
        ReasonOf(error), $"{address} cannot be connected to: {error}.", new NativeCallException("connect", address.ToString(), error));

    /// <summary>The error when the process that listens is of a user who is not trusted.</summary>
    public static PeerAuthenticationException CreateUntrusted(ProcessAddress address, in PeerIdentity peer) => new(
        $"{address} cannot be connected to: process {peer.ProcessId}, which listens there, runs as user {peer.UserId}, who is not trusted.",
        AuthenticationFailure.UserNotAllowed);

    /// <summary>The error when the deadline passed.</summary>
    public static TimeoutException CreateTimeout(ProcessAddress address) => new($"{address} could not be connected to in time.");

    /// <summary>The failure that tells most: that nobody listens says more than that there is no way.</summary>
    public static ConnectFailedException Better(ConnectFailedException? first, ConnectFailedException second)
        => first is null || (second.Reason == ConnectFailedReason.NobodyListens && first.Reason != second.Reason) ? second : first;

    private static ConnectFailedReason ReasonOf(NativeError error) => error.Number switch
    {
        NativeError.ECONNREFUSED or NativeError.ENOENT => ConnectFailedReason.NobodyListens,
        NativeError.EACCES or NativeError.EPERM => ConnectFailedReason.NotPermitted,
        NativeError.ETIMEDOUT => ConnectFailedReason.NoAnswer,
        NativeError.ENETUNREACH or NativeError.EHOSTUNREACH or NativeError.EADDRNOTAVAIL or NativeError.EAFNOSUPPORT
            => ConnectFailedReason.Unreachable,
        _ => ConnectFailedReason.Other,
    };
}
