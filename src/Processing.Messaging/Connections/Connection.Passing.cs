namespace Processing.Messaging;

public sealed partial class Connection : IPassable<Connection>
{
    private const int PassedFields = 5;
    private const long PlainFlag = 4; // beside the direction

    /// <summary>
    /// Writes the transport's descriptor, and what was received but not consumed. From here until the message was sent or dropped this object
    /// cannot be used: whatever it received now would be lost or come twice.
    /// </summary>
    void IPassable<Connection>.WriteTo(ref MessageWriter writer)
    {
        var move = _transport.Move ?? throw new MessageSerializationException(
            $"{this} cannot be passed to another process: what it needs to go on exists in this one only.");
        BeginMove();
        bool isInMessage = false;
        try
        {
            writer.WriteArrayHeader(PassedFields);
            writer.MoveHandle(move.Descriptor, () => CompleteMove(move), CancelMove);
            isInMessage = true;
            writer.WriteInt64((long)_direction | (IsPlain ? PlainFlag : 0));
            writer.WriteInt64(_maxMessageLength);
            move.WriteState(ref writer);
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

        var descriptor = reader.ReadHandle();
        try
        {
            long direction = reader.ReadInt64();
            long maxMessageLength = reader.ReadInt64();
            if (direction is < 0 or > ((long)ConnectionDirection.Duplex | PlainFlag) || maxMessageLength < 0)
            {
                throw new WireFormatException("A passed connection has no valid direction or limit.", reader.Consumed);
            }

            var transport = TransportMove.Rebuild(descriptor, ref reader);
            return new Connection(transport, (ConnectionDirection)(direction & ~PlainFlag))
            {
                _maxMessageLength = maxMessageLength,
                IsPlain = (direction & PlainFlag) != 0,
            };
        }
        catch
        {
            descriptor.Dispose();
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

    private void CompleteMove(TransportMove move)
    {
        move.Detach();
        StopReporting();
        _transport.Input.Complete();
        Interlocked.Exchange(ref _spare, null)?.Dispose();
    }

    private void CancelMove()
    {
        Volatile.Write(ref _receiver, Idle);
        Volatile.Write(ref _sender, Idle);
    }
}
