using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>
/// Native handles as values. What arrives is a duplicate: the sender keeps its own handle, and both mean the same open file, with one position
/// and one set of flags. Null as nil.
/// </summary>
internal abstract class HandleFormatter<THandle> : IMessageFormatter<THandle?>
    where THandle : SafeHandle
{
    public void Write(ref MessageWriter writer, THandle? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        if (value.IsInvalid || value.IsClosed)
        {
            throw new MessageSerializationException($"A {typeof(THandle).Name} that is closed or was never opened cannot be sent.");
        }

        writer.LendHandle(value);
    }

    public THandle? Read(ref MessageReader reader) => reader.TryReadNil() ? null : Create(reader.ReadHandle());

    /// <summary>Makes the handle of its own type; takes ownership.</summary>
    protected abstract THandle Create(SafeFileHandle received);

    /// <summary>Takes the number out of a handle, which does not close it any more.</summary>
    protected static nint Release(SafeFileHandle received)
    {
        nint number = received.DangerousGetHandle();
        received.SetHandleAsInvalid();
        return number;
    }
}
