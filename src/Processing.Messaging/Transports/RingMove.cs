using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// Moves one end of a ring: its socket and memory, which end it is, how far it got, and what it received and did not consume. What is in the
/// ring stays there. The positions travel too, instead of being read from memory that the peer can write.
/// </summary>
internal sealed class RingMove(RingTransport transport) : TransportMove
{
    private const int Fields = 6;

    /// <inheritdoc/>
    public override SafeHandle Descriptor => transport.Bell.Socket;

    /// <summary>Builds the transport from what <see cref="WriteState"/> wrote behind the kind.</summary>
    public static RingTransport ReadState(SafeFileHandle socket, ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != Fields)
        {
            throw new WireFormatException("A passed ring has another number of fields.", reader.Consumed);
        }

        if (!RingTransport.IsSupported)
        {
            throw new WireFormatException("The passed connection goes through shared memory of a kind that this system does not have.");
        }

        var memory = RingMemory.Open(reader.ReadHandle());
        RingTransport? transport = null;
        try
        {
            long end = reader.ReadInt64();
            long received = reader.ReadInt64();
            long sent = reader.ReadInt64();
            if (end is < 0 or > 1 || received < 0 || sent < 0)
            {
                throw new WireFormatException("A passed ring has no valid end or position.", reader.Consumed);
            }

            transport = new RingTransport(memory, socket, (int)end, received, sent);
            transport.Preload(reader.ReadBinary());
            for (int left = reader.ReadArrayHeader(); left > 0; left--)
            {
                AddHandles(transport, ref reader);
            }

            return transport;
        }
        catch
        {
            if (transport is null)
            {
                memory.Release();
            }

            transport?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void WriteState(ref MessageWriter writer)
    {
        writer.WriteInt64(RingKind);
        writer.WriteArrayHeader(Fields);
        writer.LendHandle(transport.Memory.Handle);
        writer.WriteInt64(transport.End);
        writer.WriteInt64(transport.Received);
        writer.WriteInt64(transport.Sent);
        writer.WriteBinary(transport.Held.ToArray());
        var messages = transport.Bell.GetHandles();
        writer.WriteArrayHeader(messages.Length);
        foreach (var handles in messages)
        {
            writer.WriteArrayHeader(handles.Length);
            foreach (var handle in handles)
            {
                writer.LendHandle(handle);
            }
        }
    }

    /// <inheritdoc/>
    public override void Detach() => transport.Detach();

    private static void AddHandles(RingTransport transport, ref MessageReader reader)
    {
        var handles = new List<SafeFileHandle>();
        try
        {
            for (int left = reader.ReadArrayHeader(); left > 0; left--)
            {
                handles.Add(reader.ReadHandle());
            }
        }
        finally
        {
            transport.Bell.AddHandles([.. handles]); // it closes them when the rest fails
        }
    }
}
