using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Processing.Messaging;

/// <summary>
/// One enumeration: reads items as long as fewer than the limit are under way, and gives out outcomes. Used by one taker at a time. An error of
/// the items' own enumerator is thrown at the place where it happened, behind the results of the items before it.
/// </summary>
internal sealed class StreamRun<TItem, TResult> : IDisposable
{
    private readonly Dispatcher _dispatcher;
    private readonly StreamJob<TItem, TResult> _job;
    private readonly IEnumerator<TItem> _items;
    private readonly IOutcomeOrder<TResult> _order;
    private readonly int _limit;
    private readonly CancellationTokenRegistration _cancellation;

    private int _underWay; // added and not yet given out
    private bool _atEnd;
    private ExceptionDispatchInfo? _sourceError;

    public StreamRun(
        Dispatcher dispatcher,
        StreamJob<TItem, TResult> job,
        IEnumerator<TItem> items,
        IOutcomeOrder<TResult> order,
        int limit,
        CancellationToken cancellationToken)
    {
        _dispatcher = dispatcher;
        _job = job;
        _items = items;
        _order = order;
        _limit = limit;
        _cancellation = cancellationToken.UnsafeRegister(
            (_, token) => dispatcher.Cancel(job, new OperationCanceledException(token)), null);
    }

    /// <summary>The outcomes as they come.</summary>
    public OutcomeQueue<TResult> Outcomes => _job.Outcomes;

    /// <summary>Reads items up to the limit and has them run. False when everything was given out.</summary>
    public bool TopUp()
    {
        bool added = false;
        while (!_atEnd && _underWay < _limit)
        {
            if (TryReadNext(out TItem? item))
            {
                _job.Add(item);
                _underWay++;
            }
            else
            {
                _atEnd = true;
                _job.CompleteAdding();
            }

            added = true;
        }

        if (added)
        {
            _dispatcher.Submit(_job);
        }

        if (_underWay == 0)
        {
            _sourceError?.Throw();
        }

        return _underWay > 0;
    }

    /// <summary>An outcome has come.</summary>
    public void Arrived((int Index, TaskOutcome<TResult> Outcome) arrival) => _order.Arrived(arrival.Index, arrival.Outcome);

    /// <summary>Gives out the next outcome, if its turn has come.</summary>
    public bool TryNext(out TaskOutcome<TResult> outcome)
    {
        bool found = _order.TryNext(out outcome);
        _underWay -= found ? 1 : 0;
        return found;
    }

    /// <summary>Cancels what is still under way.</summary>
    public void Dispose()
    {
        _cancellation.Dispose();
        if (_underWay > 0)
        {
            _dispatcher.Cancel(_job, new OperationCanceledException("The enumeration was left early."));
        }

        _items.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Kept, and thrown at its place in the enumeration.")]
    private bool TryReadNext([MaybeNullWhen(false)] out TItem item)
    {
        item = default;
        try
        {
            bool found = _items.MoveNext();
            item = found ? _items.Current : default;
            return found;
        }
        catch (Exception error)
        {
            _sourceError = ExceptionDispatchInfo.Capture(error);
            return false;
        }
    }
}
