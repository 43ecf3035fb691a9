using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// What the two sides of one ring tell each other. Every word has one writer, but for the two sleep words, and stands on a cache line of its
/// own (two, since processors fetch lines in pairs); the two words at the end are written once.
/// </summary>
/// <remarks>
/// <code>
///   0  written        bytes put in since the ring was made; written by the writer
/// 128  read           bytes taken out since then; written by the reader
/// 256  reader sleeps  1 = the reader waits for its bell; set by the reader, cleared by whoever sees to it that it wakes
/// 384  writer sleeps  the same for the writer, who waits for room
/// 512  writer ended   1 = nothing more comes; written by the writer
/// 516  reader closed  1 = nothing more is taken; written by the reader
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Length)]
internal struct RingControl
{
    public const int Length = 1024;

    [FieldOffset(0)] public long Written;
    [FieldOffset(128)] public long Read;
    [FieldOffset(256)] public int ReaderSleeps;
    [FieldOffset(384)] public int WriterSleeps;
    [FieldOffset(512)] public int WriterEnded;
    [FieldOffset(516)] public int ReaderClosed;
}
