namespace Processing.Messaging;

/// <summary>What the system tells about the process at the other end; each part is null where it tells nothing.</summary>
/// <param name="Address">Where the peer is: its TCP address, or the name it was connected by.</param>
/// <param name="ProcessId">The process that connected or listened, as the system saw it then.</param>
/// <param name="UserId">The user that process ran as.</param>
public readonly record struct PeerIdentity(ProcessAddress? Address, int? ProcessId, int? UserId);
