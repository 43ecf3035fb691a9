using System.IO.MemoryMappedFiles;

namespace Processing.Bench.Plain;

/// <summary>
/// One end of the least ring of ints between two processes: a mapped file, one producer, one consumer, waiting by
/// spinning and yielding, for .NET alone has nothing to sleep on there.
/// </summary>
internal sealed unsafe class SharedRing : IDisposable
{
    private const int Slots = 16384;
    private const int TakenOffset = 64; // positions on cache lines of their own
    private const int SlotsOffset = 128;
    private const int SizeBytes = SlotsOffset + (Slots * sizeof(int));

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _memory;
    private long _own; // our position
    private long _other; // the other side's position as we last saw it

    private SharedRing(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, SizeBytes);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _memory);
    }

    public static SharedRing Create(string path) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.CreateNew, mapName: null, SizeBytes));

    public static SharedRing Open(string path) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, SizeBytes));

    public void Put(int value)
    {
        if (_own - _other == Slots)
        {
            _other = WaitForChange(ref *(long*)(_memory + TakenOffset), _other);
        }

        ((int*)(_memory + SlotsOffset))[_own % Slots] = value;
        Volatile.Write(ref *(long*)_memory, ++_own);
    }

    public int Get()
    {
        if (_own == _other)
        {
            _other = WaitForChange(ref *(long*)_memory, _other);
        }

        int value = ((int*)(_memory + SlotsOffset))[_own % Slots];
        Volatile.Write(ref *(long*)(_memory + TakenOffset), ++_own);
        return value;
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static long WaitForChange(ref long position, long seen)
    {
        var spin = new SpinWait();
        long value;
        while ((value = Volatile.Read(ref position)) == seen)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        return value;
    }
}
