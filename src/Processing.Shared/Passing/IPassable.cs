namespace Processing;

/// <summary>
/// Something that lives in a process but can be handed to another: a connection, a queue, a lock, a shared value. It travels as a
/// MessagePack value whose native handles ride beside the message; the other side builds its own object from both.
/// </summary>
/// <typeparam name="TSelf">The type that travels.</typeparam>
internal interface IPassable<TSelf>
    where TSelf : IPassable<TSelf>
{
    /// <summary>Writes what the other process needs, lending or giving handles through <see cref="MessageWriter.Handles"/>.</summary>
    void WriteTo(ref MessageWriter writer);

    /// <summary>Builds the object in the receiving process, claiming its handles from <see cref="MessageReader.Handles"/>.</summary>
    static abstract TSelf ReadFrom(ref MessageReader reader);
}
