namespace Processing.Messaging;

/// <summary>Tasks of one job that stand side by side in its input.</summary>
internal readonly record struct TaskRange(int First, int Count)
{
    /// <summary>The tasks from the <paramref name="count"/>-th on.</summary>
    public TaskRange Skip(int count) => new(First + count, Count - count);
}
