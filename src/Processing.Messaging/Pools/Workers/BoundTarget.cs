using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>A call target in the worker. One that could not be found fails each task that calls it, not the worker.</summary>
internal sealed class BoundTarget
{
    private readonly BoundCall? _call;
    private readonly Exception? _failure;

    /// <summary>Reads a target and makes it callable.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Kept, and the cause of the error of every task that calls the target.")]
    public BoundTarget(ref MessageReader reader)
    {
        MessageReader reference = reader;
        reader.Skip();
        try
        {
            _call = CallTarget.Bind(ref reference);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }

    /// <summary>Reads the arguments of one task and runs it.</summary>
    public void Call(ref MessageReader arguments, ResultSink result)
    {
        if (_call is null)
        {
            throw new ProcessingException($"The delegate of this task could not be found in {CurrentProcess.Name}.", _failure);
        }

        _ = arguments.ReadArrayHeader();
        _call(ref arguments, result);
    }
}
