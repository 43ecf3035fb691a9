using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>
/// The native handles that came with one message. Each has exactly one owner: whoever claims it, or this object, which closes what nobody
/// claimed when the message is done with. A message that is dropped leaks nothing.
/// </summary>
internal sealed class ReceivedHandles : IDisposable
{
    private readonly SafeFileHandle?[] _handles;

    /// <summary>Takes ownership of <paramref name="handles"/>.</summary>
    public ReceivedHandles(SafeFileHandle[] handles) => _handles = handles;

    /// <summary>How many handles came with the message.</summary>
    public int Count => _handles.Length;

    /// <summary>The handle at <paramref name="index"/> if nobody has claimed it; it stays here.</summary>
    public SafeFileHandle? this[int index] => Volatile.Read(ref _handles[index]);

    /// <summary>Hands the handle at <paramref name="index"/> over to the caller, who closes it.</summary>
    /// <exception cref="WireFormatException">The message names a handle that did not come with it, or names one twice.</exception>
    public SafeFileHandle Claim(int index)
    {
        if ((uint)index >= (uint)_handles.Length)
        {
            throw new WireFormatException($"The message names handle {index}, but {_handles.Length} came with it.");
        }

        return Interlocked.Exchange(ref _handles[index], null)
            ?? throw new WireFormatException($"The message names handle {index} twice.");
    }

    /// <summary>Closes every handle that nobody claimed. Safe to call twice.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _handles.Length; i++)
        {
            Interlocked.Exchange(ref _handles[i], null)?.Dispose();
        }
    }
}
