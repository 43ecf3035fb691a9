namespace Processing.Messaging;

/// <summary>Says which of the outcomes that have come is given out next.</summary>
internal interface IOutcomeOrder<TResult>
{
    /// <summary>Takes in an outcome that has come.</summary>
    void Arrived(int index, TaskOutcome<TResult> outcome);

    /// <summary>Gives out the next one, if it is there.</summary>
    bool TryNext(out TaskOutcome<TResult> outcome);

    /// <summary>Nothing was given out or kept yet; a second enumeration starts afresh.</summary>
    IOutcomeOrder<TResult> Fresh();
}
