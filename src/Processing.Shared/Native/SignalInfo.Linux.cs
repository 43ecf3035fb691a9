using System.Runtime.InteropServices;

namespace Processing;

/// <summary>The head of <c>siginfo_t</c> as <c>waitid</c> fills it on 64-bit Linux; 128 bytes in all.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SignalInfo
{
    /// <summary>One of the <c>CLD_</c> constants.</summary>
    [FieldOffset(8)]
    public int Code;

    /// <summary>The process the status is of; 0 when WNOHANG found none.</summary>
    [FieldOffset(16)]
    public int ProcessId;

    /// <summary>The exit code, or the number of the signal, by <see cref="Code"/>.</summary>
    [FieldOffset(24)]
    public int Status;
}
