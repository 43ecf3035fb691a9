namespace Processing.Messaging;

/// <summary>Gives outcomes out in the order they came.</summary>
internal sealed class ArrivalOrder<TResult> : IOutcomeOrder<TResult>
{
    private readonly Queue<TaskOutcome<TResult>> _arrived = new();

    /// <inheritdoc/>
    public void Arrived(int index, TaskOutcome<TResult> outcome) => _arrived.Enqueue(outcome);

    /// <inheritdoc/>
    public bool TryNext(out TaskOutcome<TResult> outcome) => _arrived.TryDequeue(out outcome);

    /// <inheritdoc/>
    public IOutcomeOrder<TResult> Fresh() => new ArrivalOrder<TResult>();
}
