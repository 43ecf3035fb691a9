namespace Processing.Messaging;

/// <summary>Gives outcomes out in the order of their inputs; early ones wait.</summary>
internal sealed class InputOrder<TResult> : IOutcomeOrder<TResult>
{
    private readonly Dictionary<int, TaskOutcome<TResult>> _early = [];

    private int _next;

    /// <inheritdoc/>
    public void Arrived(int index, TaskOutcome<TResult> outcome) => _early.Add(index, outcome);

    /// <inheritdoc/>
    public bool TryNext(out TaskOutcome<TResult> outcome)
    {
        bool found = _early.Remove(_next, out outcome);
        _next += found ? 1 : 0;
        return found;
    }

    /// <inheritdoc/>
    public IOutcomeOrder<TResult> Fresh() => new InputOrder<TResult>();
}
