using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Processing;

// What a message makes, all together: objects can be far larger than the bytes they are read from, for the single byte of an empty map asks for an
// object with all its members. What the thread allocated is looked at now and then, so that the limit holds for every type.
public ref partial struct MessageReader
{
    internal const long FreeAllocation = 64 * 1024 * 1024;
    internal const int AllocationPerByte = 128;
    private const int ContainersPerLook = 64;

    private void CountContainer()
    {
        if (++_containers % ContainersPerLook == 0)
        {
            LookAtAllocation(0);
        }
    }

    // Elements that will need more than is left are refused when they are announced: either they come, or the message is illegal anyway.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookAtAllocation(long more)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        if (_mostAllocated == 0)
        {
            _mostAllocated = allocated + FreeAllocation + (AllocationPerByte * _length);
        }

        if (allocated + more > _mostAllocated)
        {
            ThrowTooLarge();
        }
    }

    [DoesNotReturn]
    private readonly void ThrowTooLarge()
        => throw Error($"The {_length} bytes of the message ask for values of more than {FreeAllocation + (AllocationPerByte * _length)} bytes.");
}
