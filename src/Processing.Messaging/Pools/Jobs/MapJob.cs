namespace Processing.Messaging;

/// <summary>A task for each item of a list. It ends when every task has an outcome, whether value or error.</summary>
internal sealed class MapJob<TItem, TResult> : Job
{
    /// <summary>How many chunks each worker gets of what is left, at most: the guided schedule's divisor.</summary>
    private const int ChunksPerWorker = 4;

    private readonly TItem[] _items;
    private readonly int? _chunkSize;
    private readonly TaskOutcome<TResult>[] _outcomes;

    private int _next; // under the dispatcher's gate
    private int _missing; // Interlocked

    public MapJob(CallTarget target, TItem[] items, int? chunkSize)
        : base(target)
    {
        _items = items;
        _chunkSize = chunkSize;
        _outcomes = new TaskOutcome<TResult>[items.Length];
        _missing = items.Length;
        if (_missing == 0)
        {
            Completion.SetResult(_outcomes);
        }
    }

    /// <summary>The outcomes, in the order of the items.</summary>
    public JobCompletion<TaskOutcome<TResult>[]> Completion { get; } = new();

    /// <inheritdoc/>
    public override void WriteArguments(ref MessageWriter writer, int index)
    {
        writer.WriteArrayHeader(1);
        MessageFormatter.Write(ref writer, _items[index]);
    }

    /// <inheritdoc/>
    public override void Complete(int index, ref MessageReader value)
        => SetOutcome(index, new TaskOutcome<TResult>(MessageFormatter.Read<TResult>(ref value)));

    /// <inheritdoc/>
    public override void Fail(int index, Exception error) => SetOutcome(index, new TaskOutcome<TResult>(error));

    // Guided self-scheduling (Polychronopoulos and Kuck, 1987): a chunk is a fixed share of what is left, so that chunks are large while there
    // is much to do and single tasks at the end, where an even finish counts.
    /// <inheritdoc/>
    protected override bool TryTakeNew(int workers, out TaskRange range)
    {
        int left = _items.Length - _next;
        int size = Math.Min(left, _chunkSize ?? Math.Max(1, left / (ChunksPerWorker * workers)));
        range = new TaskRange(_next, size);
        _next += size;
        return size > 0;
    }

    /// <inheritdoc/>
    protected override void OnAborted(Exception reason) => Completion.SetException(reason);

    private void SetOutcome(int index, TaskOutcome<TResult> outcome)
    {
        _outcomes[index] = outcome;
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            Completion.SetResult(_outcomes);
        }
    }
}
