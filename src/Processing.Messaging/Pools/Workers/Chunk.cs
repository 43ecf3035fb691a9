namespace Processing.Messaging;

/// <summary>Tasks of one job that were given to one worker. All members are used under the dispatcher's gate, save as said.</summary>
internal sealed class Chunk(Job job, TaskRange range, int number)
{
    /// <summary>The job the tasks belong to.</summary>
    public Job Job { get; } = job;

    /// <summary>The tasks. Shortened, before it is sent, to what fits one message.</summary>
    public TaskRange Range { get; private set; } = range;

    /// <summary>Its number among the worker's chunks, counted from 0.</summary>
    public int Number { get; } = number;

    /// <summary>How many of its tasks have an outcome here. They come in order.</summary>
    public int Done { get; private set; }

    /// <summary>How many tasks the worker was sent before this chunk's first; -1 while the chunk was not sent.</summary>
    public long FirstTask { get; private set; } = -1;

    /// <summary>True once all its tasks were sent and have an outcome.</summary>
    public bool IsComplete => FirstTask >= 0 && Done == Range.Count;

    /// <summary>The tasks without an outcome.</summary>
    public TaskRange Open => Range.Skip(Done);

    /// <summary>The worker's number of the task whose outcome comes next; -1 while the chunk was not sent.</summary>
    public long NextTask => FirstTask < 0 ? -1 : FirstTask + Done;

    /// <summary>The next outcome was taken.</summary>
    public void AddDone() => Done++;

    /// <summary>The chunk goes out with only its first <paramref name="count"/> tasks. Returns the others.</summary>
    public TaskRange MarkSent(long firstTask, int count)
    {
        FirstTask = firstTask;
        TaskRange rest = Range.Skip(count);
        Range = new TaskRange(Range.First, count);
        return rest;
    }

    /// <summary>The position in <see cref="Open"/> of the worker's task number <paramref name="task"/>; -1 when it is not there.</summary>
    public int OpenPositionOf(long task)
    {
        long position = task - FirstTask - Done;
        return FirstTask >= 0 && position >= 0 && position < Open.Count ? (int)position : -1;
    }
}
