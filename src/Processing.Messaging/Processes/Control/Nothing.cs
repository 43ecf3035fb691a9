namespace Processing.Messaging;

/// <summary>What a delegate without a value returns: an empty array on the wire.</summary>
internal readonly struct Nothing : IPassable<Nothing>
{
    /// <inheritdoc/>
    public void WriteTo(ref MessageWriter writer) => writer.WriteArrayHeader(0);

    /// <inheritdoc/>
    public static Nothing ReadFrom(ref MessageReader reader)
    {
        _ = reader.ReadArrayHeader();
        return default;
    }
}
