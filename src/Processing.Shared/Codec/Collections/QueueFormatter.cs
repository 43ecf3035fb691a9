namespace Processing;

/// <summary>Queues as arrays, the oldest element first; null as nil.</summary>
internal sealed class QueueFormatter<T> : IMessageFormatter<Queue<T>?>
{
    public void Write(ref MessageWriter writer, Queue<T>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, value);
    }

    public Queue<T>? Read(ref MessageReader reader) => reader.TryReadNil() ? null : new Queue<T>(Elements.ReadArray<T>(ref reader));
}
