namespace Processing.Messaging;

/// <summary>Makes the queue that fits best where there is no reason to choose one.</summary>
public static class ProcessQueue
{
    /// <summary>Makes a queue whose home is this process.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="capacity">How many items it holds at most; 0 for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public static PipeQueue<T> Create<T>(int capacity = 0) => new(capacity);
}
