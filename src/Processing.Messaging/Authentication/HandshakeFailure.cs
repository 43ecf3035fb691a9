namespace Processing.Messaging;

/// <summary>Why a handshake failed.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Detail">The fact that shows it, as a clause without the peer's name.</param>
internal readonly record struct HandshakeFailure(AuthenticationFailure Reason, string Detail);
