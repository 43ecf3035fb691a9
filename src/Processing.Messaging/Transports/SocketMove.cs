using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Moves a socket, the bytes that were received from it and not consumed, and the handles that came with them.</summary>
internal sealed class SocketMove(UnixTransport transport) : TransportMove
{
    private const int Fields = 2;

    /// <inheritdoc/>
    public override SafeHandle Descriptor => transport.Socket;

    /// <summary>Builds the transport from what <see cref="WriteState"/> wrote behind the kind.</summary>
    public static UnixTransport ReadState(SafeFileHandle socket, ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != Fields)
        {
            throw new WireFormatException("A passed socket has another number of fields.", reader.Consumed);
        }

        var transport = new UnixTransport(socket);
        try
        {
            transport.Preload(reader.ReadBinary());
            for (int left = reader.ReadArrayHeader(); left > 0; left--)
            {
                transport.AddHandle(reader.ReadHandle());
            }

            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void WriteState(ref MessageWriter writer)
    {
        writer.WriteInt64(SocketKind);
        writer.WriteArrayHeader(Fields);
        writer.WriteBinary(transport.Held.ToArray());
        var handles = transport.GetHandles();
        writer.WriteArrayHeader(handles.Length);
        foreach (var handle in handles)
        {
            writer.LendHandle(handle);
        }
    }

    /// <inheritdoc/>
    public override void Detach() => transport.Detach();
}
