namespace Processing.Messaging;

/// <summary>One task, submitted alone.</summary>
internal sealed class SingleJob<TResult>(ChildCall call) : Job(call.Target)
{
    private readonly JobCompletion<TResult> _completion = new();

    private bool _taken; // under the dispatcher's gate

    /// <summary>The task's value or error.</summary>
    public JobCompletion<TResult> Completion => _completion;

    /// <inheritdoc/>
    public override void WriteArguments(ref MessageWriter writer, int index) => call.WriteArguments(ref writer);

    /// <inheritdoc/>
    public override void Complete(int index, ref MessageReader value) => _completion.SetResult(MessageFormatter.Read<TResult>(ref value));

    /// <inheritdoc/>
    public override void Fail(int index, Exception error) => _completion.SetException(error);

    /// <inheritdoc/>
    protected override bool TryTakeNew(int workers, out TaskRange range)
    {
        range = new TaskRange(0, 1);
        bool first = !_taken;
        _taken = true;
        return first;
    }

    /// <inheritdoc/>
    protected override void OnAborted(Exception reason) => _completion.SetException(reason);
}
