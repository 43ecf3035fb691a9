namespace Processing;

/// <summary>The root of every error that Processing raises on its own account.</summary>
public class ProcessingException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What failed, on what, and the fact that caused it.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ProcessingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
