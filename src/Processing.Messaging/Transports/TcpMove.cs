using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Moves a TCP connection, and the bytes that were received from it and not consumed.</summary>
internal sealed class TcpMove(TcpTransport transport, TcpAddress peer) : TransportMove
{
    private const int Fields = 3;

    /// <inheritdoc/>
    public override SafeHandle Descriptor => transport.Socket;

    /// <summary>Builds the transport from what <see cref="WriteState"/> wrote behind the kind.</summary>
    public static TcpTransport ReadState(SafeFileHandle socket, ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != Fields)
        {
            throw new WireFormatException("A passed TCP connection has another number of fields.", reader.Consumed);
        }

        TcpAddress address;
        try
        {
            address = new TcpAddress(reader.ReadString() ?? string.Empty, reader.ReadInt32());
        }
        catch (ArgumentException error)
        {
            throw new WireFormatException($"A passed TCP connection names no peer: {error.Message}", reader.Consumed);
        }

        var transport = new TcpTransport(socket, address);
        transport.Preload(reader.ReadBinary());
        return transport;
    }

    /// <inheritdoc/>
    public override void WriteState(ref MessageWriter writer)
    {
        writer.WriteInt64(TcpKind);
        writer.WriteArrayHeader(Fields);
        writer.WriteString(peer.Host);
        writer.WriteInt64(peer.Port);
        writer.WriteBinary(transport.Held.ToArray());
    }

    /// <inheritdoc/>
    public override void Detach() => transport.Detach();
}
