namespace Processing.Messaging;

/// <summary>What every process knows about a queue.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="ItemType">The type of its items as text, to be compared only.</param>
/// <param name="Capacity">How many items it holds at most; 0 when only bytes count.</param>
/// <param name="MaxBytes">How many bytes it holds at most.</param>
/// <param name="MaxMessageLength">The longest item.</param>
internal sealed record QueueDescription(string Name, string ItemType, int Capacity, long MaxBytes, long MaxMessageLength)
{
    // Room for what stands before the item in a message of the queue's protocol: at most 1 + 1 + 9 bytes.
    private const int HeaderAllowance = 32;

    private const int Fields = 5;

    private static int s_lastNumber;

    /// <summary>Describes a new queue of <typeparamref name="T"/> whose home is this process.</summary>
    public static QueueDescription Create<T>(PipeQueueOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxMessageLength);
        return new QueueDescription(
            $"PipeQueue<{typeof(T).Name}> {Interlocked.Increment(ref s_lastNumber)} of process {Environment.ProcessId}",
            typeof(T).ToString(),
            options.Capacity,
            options.MaxBytes,
            options.MaxMessageLength);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static QueueDescription ReadFrom(ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != Fields)
        {
            throw new WireFormatException("A passed queue has another number of fields.", reader.Consumed);
        }

        var description = new QueueDescription(
            reader.ReadString() ?? "", reader.ReadString() ?? "", reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64());
        return description is { Capacity: >= 0, MaxBytes: > 0, MaxMessageLength: > 0 }
            ? description
            : throw new WireFormatException("A passed queue has limits that no queue can have.", reader.Consumed);
    }

    /// <summary>Writes the description as one value.</summary>
    public void WriteTo(ref MessageWriter writer)
    {
        writer.WriteArrayHeader(Fields);
        writer.WriteString(Name);
        writer.WriteString(ItemType);
        writer.WriteInt64(Capacity);
        writer.WriteInt64(MaxBytes);
        writer.WriteInt64(MaxMessageLength);
    }

    /// <summary>A connection between home and client, whose limit leaves room for the longest item.</summary>
    public Connection Connect(Microsoft.Win32.SafeHandles.SafeFileHandle socket)
    {
        var connection = Connection.FromDescriptor(socket, ConnectionDirection.Duplex);
        connection.MaxMessageLength = MaxMessageLength <= long.MaxValue - HeaderAllowance ? MaxMessageLength + HeaderAllowance : long.MaxValue;
        return connection;
    }
}
