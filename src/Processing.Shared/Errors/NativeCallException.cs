namespace Processing;

/// <summary>The operating system refused a call that Processing needs.</summary>
public sealed class NativeCallException : ProcessingException
{
    internal NativeCallException(string call, string subject, NativeError error)
        : base($"{call} failed for {subject}: {error}.") => ErrorNumber = error.Number;

    /// <summary>The <c>errno</c> value of the call.</summary>
    public int ErrorNumber { get; }
}
