using System.Runtime.InteropServices;

namespace Processing;

/// <summary><c>struct cmsghdr</c> of 64-bit Linux; its data follow directly.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ControlMessageHeader
{
    [FieldOffset(0)] public nuint Length;
    [FieldOffset(8)] public int Level;
    [FieldOffset(12)] public int Type;
}
