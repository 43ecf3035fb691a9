using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// A thread that does something for the main thread a moment after that began a task, unless the task was over sooner. What both touch belongs
/// to one of them at a time, as the turn says:
/// <code>
/// Main     -> Lent      Lend: a task begins
/// Lent     -> Main      TakeBack: it is over
/// Lent     -> Flushing  the flusher, under its gate
/// Flushing -> Lent      the flusher, under its gate
/// </code>
/// The thread starts with the first need, and sleeps while tasks are short or none runs.
/// </summary>
internal sealed class OutcomeFlusher : IDisposable
{
    private const int Main = 0;
    private const int Lent = 1;
    private const int Flushing = 2;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new(); // a monitor: the thread waits on it; held while it flushes

    private Action? _flush; // written before the turn becomes Lent
    private Thread? _thread; // touched by the main thread only
    private int _turn; // Interlocked
    private volatile bool _isAwake; // set by the main thread, under the gate; reset by the flusher
    private bool _isClosed; // under the gate

    /// <summary>The main thread begins a task: <paramref name="flush"/>, the same each time, may run from now on until <see cref="TakeBack"/>.</summary>
    public void Lend(Action flush)
    {
        _flush = flush;

        // A full fence between giving the turn away and looking whether the flusher is awake; it goes to sleep, then looks at the turn.
        Interlocked.Exchange(ref _turn, Lent);
        if (!_isAwake)
        {
            Wake();
        }
    }

    /// <summary>The main thread has ended its task, and wants back what it lent, if it did.</summary>
    public void TakeBack()
    {
        while (Interlocked.CompareExchange(ref _turn, Main, Lent) == Flushing)
        {
            lock (_gate)
            {
                // The flusher leaves the gate only when it has given the turn back.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
    }

    private void Wake()
    {
        lock (_gate)
        {
            _isAwake = true;
            Monitor.PulseAll(_gate);
        }

        if (_thread is null)
        {
            _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "processing outcome flusher" };
            _thread.Start();
        }
    }

    private void Run()
    {
        lock (_gate)
        {
            while (!_isClosed)
            {
                if (!_isAwake)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                Monitor.Wait(_gate, s_moment);
                _isAwake = false;
                TryFlush();
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The lane is broken: the main thread meets that with its own next send.")]
    private void TryFlush()
    {
        // A fence too: _isAwake was reset before the turn is looked at.
        if (Interlocked.CompareExchange(ref _turn, Flushing, Lent) != Lent)
        {
            return;
        }

        try
        {
            _flush!(); // there before the turn could be Lent
        }
        catch (Exception)
        {
            _isClosed = true;
        }
        finally
        {
            Volatile.Write(ref _turn, Lent);
        }
    }
}
