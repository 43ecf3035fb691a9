using System.Diagnostics;

namespace Processing.Messaging;

/// <summary>
/// The pool's side of one worker process: its private lane, the chunks it holds, and the two loops that send chunks and take outcomes. Chunks
/// are sent, run and answered in one order, so the first of <see cref="_chunks"/> is always the one that outcomes are of.
/// </summary>
internal sealed partial class PoolWorker
{
    private const int MinWindow = 2;
    private const int MaxWindow = 16;

    private static readonly TimeSpan s_shortChunk = TimeSpan.FromMicroseconds(250);
    private static readonly TimeSpan s_longChunk = TimeSpan.FromMilliseconds(1);

    private readonly Dispatcher _dispatcher;
    private readonly Connection _lane;
    private readonly ProgressPage _progress;
    private readonly Queue<Chunk> _chunks = new(); // sent and unsent; under the dispatcher's gate
    private readonly Queue<Chunk> _unsent = new(); // the tail of _chunks; under the dispatcher's gate
    private readonly Dictionary<CallTarget, int> _targets = []; // written by the send loop only

    private bool _sending; // under the dispatcher's gate
    private bool _lost; // the worker is dead and its tasks were given back; under the dispatcher's gate
    private int _window = MinWindow; // under the dispatcher's gate
    private int _chunkCount; // under the dispatcher's gate
    private long _lastCompletion; // under the dispatcher's gate
    private long _sentTasks; // written by the send loop only
    private Exception? _misbehaviour; // under the dispatcher's gate

    public PoolWorker(Dispatcher dispatcher, ChildProcess process, Connection lane, ProgressPage progress)
    {
        _dispatcher = dispatcher;
        _lane = lane;
        _progress = progress;
        Process = process;

        // Once the process has ended nothing more can come, even if it left its end of the lane to a process of its own.
        _ = process.Exited.ContinueWith(
            static (_, lane) => ((Connection)lane!).HangUp(), lane, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default); // the state is the lane
    }

    /// <summary>The worker process.</summary>
    public ChildProcess Process { get; }

    /// <summary>True once the worker said so. Under the dispatcher's gate.</summary>
    public bool IsReady { get; private set; }

    /// <summary>How many chunks the worker holds. Under the dispatcher's gate.</summary>
    public int Load => _chunks.Count;

    /// <summary>May the worker be given another chunk? Under the dispatcher's gate.</summary>
    public bool HasRoom => IsReady && _chunks.Count < _window;

    /// <summary>The jobs whose tasks the worker holds. Under the dispatcher's gate.</summary>
    public IEnumerable<Job> JobsLocked => _chunks.Select(chunk => chunk.Job);

    /// <summary>What the worker did to its lane that had the pool end it; null for one that simply died. Under the dispatcher's gate.</summary>
    public Exception? MisbehaviourLocked => _misbehaviour;

    // The number of the task that the worker is running, -1 for none, as it says itself: outcomes that are on their way do not matter.
    private long RunningTask => _progress.Started > _progress.Finished ? _progress.Started - 1 : -1;

    /// <summary>Gives the worker a chunk; it goes out with the next <see cref="StartSending"/>. Under the dispatcher's gate.</summary>
    public void AssignLocked(Job job, TaskRange range)
    {
        var chunk = new Chunk(job, range, _chunkCount++);
        _progress.SetCancelled(chunk.Number, false);
        _chunks.Enqueue(chunk);
        _unsent.Enqueue(chunk);
    }

    /// <summary>
    /// The job is cancelled: the worker skips its tasks from now on. True when it holds some, and so may be running one. Under the
    /// dispatcher's gate.
    /// </summary>
    public bool CancelLocked(Job job)
    {
        bool isHeld = false;
        foreach (Chunk chunk in _chunks)
        {
            if (chunk.Job == job)
            {
                _progress.SetCancelled(chunk.Number, true);
                isHeld = true;
            }
        }

        return isHeld;
    }

    /// <summary>Is the worker in a task of the job at this moment? Under the dispatcher's gate.</summary>
    public bool IsRunningLocked(Job job)
    {
        long task = RunningTask;
        return _chunks.Any(chunk => chunk.Job == job && chunk.OpenPositionOf(task) >= 0);
    }

    /// <summary>
    /// The worker is dead: gives back every task it did not begin or whose outcome was lost, and returns the one that is to blame, if there is
    /// one: the one it was running. A worker that broke its lane may do so again each time the same task runs, so there the next outcome's
    /// task is blamed, running or not. Under the dispatcher's gate.
    /// </summary>
    public (Job Job, int Index)? TakeLossLocked()
    {
        _lost = true;
        (Job, int)? blamed = null;
        long blamedTask = _misbehaviour is not null && _chunks.TryPeek(out Chunk? head) ? head.NextTask : RunningTask;
        while (_chunks.TryDequeue(out Chunk? chunk))
        {
            TaskRange open = chunk.Open;
            int position = chunk.OpenPositionOf(blamedTask);
            if (position < 0)
            {
                _dispatcher.ReturnLocked(chunk.Job, open);
                continue;
            }

            blamed = (chunk.Job, open.First + position);
            _dispatcher.ReturnLocked(chunk.Job, new TaskRange(open.First, position));
            _dispatcher.ReturnLocked(chunk.Job, open.Skip(position + 1));
        }

        _unsent.Clear();
        return blamed;
    }

    /// <summary>
    /// Lets go of everything. The process is dead and the receive loop over; a send that is still waiting ends because its lane closes, and
    /// touches nothing but its own message.
    /// </summary>
    public void Close()
    {
        _lane.Dispose();
        Process.Dispose();
        _progress.Dispose();
    }

    // The lane cannot be used any more. When it was not the worker's end that closed it, the worker has to end.
    private void Break(Exception failure)
    {
        if (failure is ConnectionClosedException or ObjectDisposedException)
        {
            return;
        }

        lock (_dispatcher.Gate)
        {
            _misbehaviour ??= failure;
        }

        Process.Kill();
    }

    // A chunk none of whose tasks could be sent is complete without an outcome.
    private void PurgeLocked()
    {
        while (_chunks.TryPeek(out Chunk? head) && head.IsComplete)
        {
            _chunks.Dequeue();
        }
    }

    // A worker that is done with a chunk sooner than a message takes to reach it needs more of them waiting; one with long tasks must not hoard.
    private void AdaptWindowLocked()
    {
        long now = Stopwatch.GetTimestamp();
        TimeSpan taken = Stopwatch.GetElapsedTime(_lastCompletion, now);
        _lastCompletion = now;
        _window = taken < s_shortChunk ? Math.Min(MaxWindow, _window * 2) : taken > s_longChunk ? MinWindow : _window;
    }
}
