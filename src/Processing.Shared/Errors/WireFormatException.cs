namespace Processing;

/// <summary>Bytes from a peer do not follow the format that was agreed: the connection or the message they came on is unusable.</summary>
public sealed class WireFormatException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was expected and what stood there instead; never the payload itself.</param>
    /// <param name="offset">Where in the message the reader stood, in bytes from its start; -1 where no offset applies.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public WireFormatException(string message, long offset = -1, Exception? innerException = null)
        : base(offset < 0 ? message : $"{message} (at byte {offset})", innerException) => Offset = offset;

    /// <summary>Where in the message the reader stood, in bytes from its start; -1 where no offset applies.</summary>
    public long Offset { get; }
}
