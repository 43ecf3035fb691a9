using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

public sealed partial class Connection : IPassable<Connection>
{
    private const int PassedFields = 5;

    /// <summary>
    /// Writes the socket and what was received but not consumed. From here until the message was sent or dropped this object cannot be
    /// used: whatever it received now would be lost or come twice.
    /// </summary>
    void IPassable<Connection>.WriteTo(ref MessageWriter writer)
    {
        if (_transport is not UnixTransport transport)
        {
            throw new MessageSerializationException($"{this} cannot be passed to another process.");
        }

        BeginMove();
        bool isInMessage = false;
        try
        {
            writer.WriteArrayHeader(PassedFields);
            writer.MoveHandle(transport.Socket, CompleteMove, CancelMove);
            isInMessage = true;
            writer.WriteInt64((long)_direction);
            writer.WriteInt64(_maxMessageLength);
            writer.WriteBinary(transport.Held.ToArray());
            var handles = transport.GetHandles();
            writer.WriteArrayHeader(handles.Length);
            foreach (var handle in handles)
            {
                writer.LendHandle(handle);
            }
        }
        catch when (!isInMessage)
        {
            CancelMove(); // once in the message, dropping it does this
            throw;
        }
    }

    static Connection IPassable<Connection>.ReadFrom(ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != PassedFields)
        {
            throw new WireFormatException("A passed connection has another number of fields.", reader.Consumed);
        }

        var transport = new UnixTransport(reader.ReadHandle());
        try
        {
            long direction = reader.ReadInt64();
            long maxMessageLength = reader.ReadInt64();
            if (direction is < (long)ConnectionDirection.Receive or > (long)ConnectionDirection.Duplex || maxMessageLength < 0)
            {
                throw new WireFormatException("A passed connection has no valid direction or limit.", reader.Consumed);
            }

            transport.Preload(reader.ReadBinary());
            for (int left = reader.ReadArrayHeader(); left > 0; left--)
            {
                transport.AddHandle(reader.ReadHandle());
            }

            return new Connection(transport, (ConnectionDirection)direction) { _maxMessageLength = maxMessageLength };
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    private void BeginMove()
    {
        if (_transport.IsClosed)
        {
            throw _transport.CreateClosedError();
        }

        if (Interlocked.CompareExchange(ref _sender, Moving, Idle) != Idle)
        {
            throw new InvalidOperationException($"{this} is sending, or passed already: it cannot be passed to another process now.");
        }

        if (Interlocked.CompareExchange(ref _receiver, Moving, Idle) != Idle)
        {
            Volatile.Write(ref _sender, Idle);
            throw new InvalidOperationException($"{this} is receiving: it cannot be passed to another process now.");
        }
    }

    private void CompleteMove()
    {
        ((UnixTransport)_transport).Detach();
        _transport.Input.Complete();
        Interlocked.Exchange(ref _spare, null)?.Dispose();
    }

    private void CancelMove()
    {
        Volatile.Write(ref _receiver, Idle);
        Volatile.Write(ref _sender, Idle);
    }
}
