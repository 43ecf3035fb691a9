namespace Processing.Messaging;

public sealed partial class PipeQueue<T> : IPassable<PipeQueue<T>>
{
    private const int PassedFields = 2;

    void IPassable<PipeQueue<T>>.WriteTo(ref MessageWriter writer)
    {
        writer.WriteArrayHeader(PassedFields);
        _endpoint.WriteConnection(ref writer);
        _endpoint.Description.WriteTo(ref writer);
    }

    static PipeQueue<T> IPassable<PipeQueue<T>>.ReadFrom(ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != PassedFields)
        {
            throw new WireFormatException("A passed queue has another number of fields.", reader.Consumed);
        }

        var socket = reader.ReadHandle();
        try
        {
            var description = QueueDescription.ReadFrom(ref reader);
            if (description.ItemType != typeof(T).ToString())
            {
                throw new WireFormatException($"{description.Name} holds items of {description.ItemType}, not of {typeof(T)}.", reader.Consumed);
            }

            return new PipeQueue<T>(new ClientEndpoint(description, description.Connect(socket)));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
