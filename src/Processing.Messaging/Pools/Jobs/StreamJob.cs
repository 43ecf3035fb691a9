namespace Processing.Messaging;

/// <summary>
/// Tasks that are added one by one, and whose outcomes are taken one by one in the order they come. Whoever adds and takes keeps the number
/// under way bounded.
/// </summary>
internal sealed class StreamJob<TItem, TResult>(CallTarget target, int chunkSize) : Job(target)
{
    private readonly Lock _gate = new(); // nested in the dispatcher's gate, never the other way round
    private readonly Dictionary<int, TItem> _items = []; // those without an outcome yet

    private int _added;
    private int _taken;
    private bool _complete;

    /// <summary>The outcomes as they come.</summary>
    public OutcomeQueue<TResult> Outcomes { get; } = new();

    /// <summary>Adds the next task.</summary>
    public void Add(TItem item)
    {
        lock (_gate)
        {
            _items.Add(_added++, item);
        }
    }

    /// <summary>Says that no more will be added, so that a short last chunk need not wait.</summary>
    public void CompleteAdding()
    {
        lock (_gate)
        {
            _complete = true;
        }
    }

    /// <inheritdoc/>
    public override void WriteArguments(ref MessageWriter writer, int index)
    {
        TItem item;
        lock (_gate)
        {
            item = _items[index];
        }

        writer.WriteArrayHeader(1);
        MessageFormatter.Write(ref writer, item);
    }

    /// <inheritdoc/>
    public override void Complete(int index, ref MessageReader value)
        => SetOutcome(index, new TaskOutcome<TResult>(MessageFormatter.Read<TResult>(ref value)));

    /// <inheritdoc/>
    public override void Fail(int index, Exception error) => SetOutcome(index, new TaskOutcome<TResult>(error));

    /// <inheritdoc/>
    protected override bool TryTakeNew(int workers, out TaskRange range)
    {
        lock (_gate)
        {
            int waiting = _added - _taken;
            int size = waiting >= chunkSize ? chunkSize : _complete ? waiting : 0;
            range = new TaskRange(_taken, size);
            _taken += size;
            return size > 0;
        }
    }

    /// <inheritdoc/>
    protected override void OnAborted(Exception reason) => Outcomes.Abort(reason);

    private void SetOutcome(int index, TaskOutcome<TResult> outcome)
    {
        lock (_gate)
        {
            _items.Remove(index);
        }

        Outcomes.Add(index, outcome);
    }
}
