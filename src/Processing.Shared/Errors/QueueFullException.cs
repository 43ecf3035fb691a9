namespace Processing;

/// <summary>A bounded queue had no free place within the given time.</summary>
public sealed class QueueFullException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="waited">How long the call waited.</param>
    public QueueFullException(TimeSpan waited)
        : base($"The queue had no free place for {waited.TotalSeconds:0.###} s.")
    {
    }
}
