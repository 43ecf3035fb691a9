namespace Processing.Messaging;

/// <summary>Takes what a delegate returned in a child.</summary>
internal abstract class ResultSink
{
    /// <summary>Takes the value. Called once for each call that did not throw.</summary>
    public abstract void Return<T>(T value);
}
