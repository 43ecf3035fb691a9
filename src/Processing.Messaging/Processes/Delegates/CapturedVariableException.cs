namespace Processing.Messaging;

/// <summary>A delegate that should run in another process captures variables, which exist only in this one.</summary>
public sealed class CapturedVariableException : ProcessingException
{
    internal CapturedVariableException(IReadOnlyList<string> variables, string finding)
        : base($"{finding}, which exists only in this process. Pass what it needs as arguments; a 'static' lambda makes the compiler check it.")
        => Variables = variables;

    /// <summary>The names of the captured variables; <c>this</c> for a captured object. Empty where the program carries no names (NativeAOT).</summary>
    public IReadOnlyList<string> Variables { get; }
}
