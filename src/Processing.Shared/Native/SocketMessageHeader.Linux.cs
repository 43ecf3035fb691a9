using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// <c>struct msghdr</c> of 64-bit Linux. musl declares two of the lengths as 32 bits followed by padding; on a little-endian machine with
/// the padding zero that is the same layout.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal unsafe struct SocketMessageHeader
{
    [FieldOffset(0)] public byte* Name;
    [FieldOffset(8)] public uint NameLength;
    [FieldOffset(16)] public IoVector* Vectors;
    [FieldOffset(24)] public nuint VectorCount;
    [FieldOffset(32)] public byte* Control;
    [FieldOffset(40)] public nuint ControlLength;
    [FieldOffset(48)] public int Flags;
}
