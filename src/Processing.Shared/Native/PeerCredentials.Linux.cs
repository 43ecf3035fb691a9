using System.Runtime.InteropServices;

namespace Processing;

/// <summary><c>struct ucred</c>: who connected, or listened, at the other end of a Unix socket.</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal readonly struct PeerCredentials
{
    [FieldOffset(0)] public readonly int ProcessId;
    [FieldOffset(4)] public readonly uint UserId;
    [FieldOffset(8)] public readonly uint GroupId;
}
