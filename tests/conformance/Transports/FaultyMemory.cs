using System.Buffers;

namespace Processing.ConformanceTests.Transports;

/// <summary>Memory of a caller that cannot be read, as after its owner has given it back.</summary>
internal sealed class FaultyMemory(int length) : MemoryManager<byte>
{
    public override Memory<byte> Memory => CreateMemory(length);

    public override Span<byte> GetSpan() => throw new InvalidOperationException("This memory was given back.");

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
