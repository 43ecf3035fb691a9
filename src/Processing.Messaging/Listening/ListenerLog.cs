using Microsoft.Extensions.Logging;

namespace Processing.Messaging;

/// <summary>What a listener logs; ids 1100 to 1199.</summary>
internal static partial class ListenerLog
{
    [LoggerMessage(1100, LogLevel.Information, "Listening at {Address}.")]
    public static partial void Listening(this ILogger logger, ProcessAddress address);

    [LoggerMessage(1101, LogLevel.Warning, "The listener at {Address} lets everybody in: AllowAnonymous is set.")]
    public static partial void Anonymous(this ILogger logger, ProcessAddress address);

    [LoggerMessage(1102, LogLevel.Warning, "What the listener at {Address} exchanges with other machines is not encrypted.")]
    public static partial void Unencrypted(this ILogger logger, ProcessAddress address);

    [LoggerMessage(1103, LogLevel.Warning, "The listener at {Address} takes MD5 for proof: AllowLegacyMd5 is set.")]
    public static partial void LegacyMd5(this ILogger logger, ProcessAddress address);

    [LoggerMessage(1104, LogLevel.Debug, "The listener at {Address} let {Peer} in.")]
    public static partial void Accepted(this ILogger logger, ProcessAddress address, PeerIdentity? peer);

    [LoggerMessage(1105, LogLevel.Warning, "{Reason}: {Message}")]
    public static partial void HandshakeFailed(this ILogger logger, AuthenticationFailure reason, string message);

    [LoggerMessage(1106, LogLevel.Error, "A connection to {Address} could not be taken; accepting goes on.")]
    public static partial void AcceptFailed(this ILogger logger, ProcessAddress address, Exception error);

    [LoggerMessage(1107, LogLevel.Error, "A handler of HandshakeFailed of the listener at {Address} failed.")]
    public static partial void HandlerFailed(this ILogger logger, ProcessAddress address, Exception error);

    [LoggerMessage(1108, LogLevel.Critical, "The listener at {Address} stopped by itself.")]
    public static partial void Stopped(this ILogger logger, ProcessAddress address, Exception error);

    [LoggerMessage(1109, LogLevel.Information, "The listener at {Address} was closed.")]
    public static partial void Closed(this ILogger logger, ProcessAddress address);
}
