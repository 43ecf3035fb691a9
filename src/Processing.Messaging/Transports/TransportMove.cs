using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>How one end of a transport goes to another process: as a descriptor, and a value that is read there together with it.</summary>
internal abstract class TransportMove
{
    /// <summary>What stands in the message for a socket.</summary>
    protected const long SocketKind = 1;

    /// <summary>What stands in the message for a ring.</summary>
    protected const long RingKind = 2;

    /// <summary>What stands in the message for a TCP connection.</summary>
    protected const long TcpKind = 3;

    /// <summary>The descriptor that the message moves.</summary>
    public abstract SafeHandle Descriptor { get; }

    /// <summary>
    /// Builds the transport that moved here; it owns <paramref name="descriptor"/> from here on, even when this fails.
    /// </summary>
    /// <exception cref="WireFormatException">The value is none that <see cref="WriteState"/> writes.</exception>
    public static Transport Rebuild(SafeFileHandle descriptor, ref MessageReader reader)
    {
        try
        {
            long kind = reader.ReadInt64();
            return kind switch
            {
                SocketKind => SocketMove.ReadState(descriptor, ref reader),
                TcpKind => TcpMove.ReadState(descriptor, ref reader),
                RingKind => RingMove.ReadState(descriptor, ref reader),
                _ => throw new WireFormatException($"A passed connection is of kind {kind}, which this process does not know.", reader.Consumed),
            };
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>Writes the kind, and then what was received but not consumed and whatever else the other process needs.</summary>
    public abstract void WriteState(ref MessageWriter writer);

    /// <summary>The message is on its way: lets go of this process's end without ending the stream, which goes on elsewhere.</summary>
    public abstract void Detach();
}
