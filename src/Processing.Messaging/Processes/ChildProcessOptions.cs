namespace Processing.Messaging;

/// <summary>How a child process is started. Read once at the start; later changes have no effect on a running child.</summary>
public sealed class ChildProcessOptions
{
    /// <summary>The child's name. Null, the default, numbers it: <c>Process-1</c>, <c>Process-2</c>, …, below a child <c>Process-1:1</c>.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Environment variables that differ from this process's: a value sets one, null removes one. Null, the default, changes nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; set; }

    /// <summary>The key the child inherits. Null, the default, means <see cref="CurrentProcess.AuthKey"/>.</summary>
    public AuthKey? AuthKey { get; set; }
}
