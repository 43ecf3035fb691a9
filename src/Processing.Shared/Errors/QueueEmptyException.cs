namespace Processing;

/// <summary>A queue had no item within the given time.</summary>
public sealed class QueueEmptyException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="waited">How long the call waited.</param>
    public QueueEmptyException(TimeSpan waited)
        : base($"The queue held no item for {waited.TotalSeconds:0.###} s.")
    {
    }
}
