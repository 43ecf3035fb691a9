namespace Processing;

/// <summary>Why a connection could not be made.</summary>
public enum ConnectFailedReason
{
    /// <summary>Nobody listens at the address; somebody may, later.</summary>
    NobodyListens,

    /// <summary>The host has no address, or its name could not be looked up.</summary>
    UnknownHost,

    /// <summary>No way leads to the host.</summary>
    Unreachable,

    /// <summary>The host did not answer within the time the system gives it.</summary>
    NoAnswer,

    /// <summary>This process may not use the address.</summary>
    NotPermitted,

    /// <summary>Something else; the message and the inner exception tell.</summary>
    Other,
}
