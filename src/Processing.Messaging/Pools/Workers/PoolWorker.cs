using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// The pool's side of one worker process: its private lane, the chunks it holds, and the two loops that send chunks and take outcomes. Chunks
/// are sent, run and answered in one order, so the first of <see cref="_chunks"/> is always the one that outcomes are of.
/// </summary>
internal sealed class PoolWorker
{
    private const int MinWindow = 2;
    private const int MaxWindow = 16;
    private const int MaxMessageBytes = 1 << 20;

    private static readonly TimeSpan s_shortChunk = TimeSpan.FromMicroseconds(250);
    private static readonly TimeSpan s_longChunk = TimeSpan.FromMilliseconds(1);

    private readonly Dispatcher _dispatcher;
    private readonly Connection _lane;
    private readonly ProgressPage _progress;
    private readonly Queue<Chunk> _chunks = new(); // sent and unsent; under the dispatcher's gate
    private readonly Queue<Chunk> _unsent = new(); // the tail of _chunks; under the dispatcher's gate
    private readonly Dictionary<CallTarget, int> _targets = []; // written by the send loop only

    private Task _sendLoop = Task.CompletedTask; // under the dispatcher's gate
    private bool _sending; // under the dispatcher's gate
    private bool _lost; // the worker is dead and its tasks were given back; under the dispatcher's gate
    private int _window = MinWindow; // under the dispatcher's gate
    private int _chunkCount; // under the dispatcher's gate
    private long _lastCompletion; // under the dispatcher's gate
    private long _sentTasks; // written by the send loop only
    private ITimer? _graceTimer; // under the dispatcher's gate

    public PoolWorker(Dispatcher dispatcher, ChildProcess process, Connection lane, ProgressPage progress)
    {
        _dispatcher = dispatcher;
        _lane = lane;
        _progress = progress;
        Process = process;
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

    /// <summary>Why the lane broke, if it did not simply end with the process.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Gives the worker a chunk; it goes out with the next <see cref="StartSending"/>. Under the dispatcher's gate.</summary>
    public void AssignLocked(Job job, TaskRange range)
    {
        var chunk = new Chunk(job, range, _chunkCount++);
        _progress.SetCancelled(chunk.Number, false);
        _chunks.Enqueue(chunk);
        _unsent.Enqueue(chunk);
    }

    /// <summary>
    /// Sends what was assigned. The caller's own thread does it unless a send is under way: a task given to an idle worker is in the socket
    /// when this returns. Not under the gate.
    /// </summary>
    public void StartSending()
    {
        lock (_dispatcher.Gate)
        {
            if (_sending || _unsent.Count == 0)
            {
                return;
            }

            _sending = true;
        }

        Task loop = SendAsync();
        lock (_dispatcher.Gate)
        {
            _sendLoop = loop;
        }
    }

    /// <summary>Takes outcomes until the worker can give no more.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Kept in Broken; whatever breaks the lane ends this worker and no other.")]
    public async Task ReceiveAsync()
    {
        try
        {
            while (await _lane.ReceiveMessageAsync(CancellationToken.None).ConfigureAwait(false) is { } message)
            {
                using (message)
                {
                    TakeOutcomes(message);
                }

                _dispatcher.Pump();
            }
        }
        catch (Exception broken)
        {
            Broken = broken;
        }
    }

    /// <summary>
    /// The job is cancelled: the worker skips its tasks, and is killed if it has not left the one it is running when the grace is over. Under
    /// the dispatcher's gate.
    /// </summary>
    public void CancelLocked(Job job, TimeSpan grace, TimeProvider timeProvider)
    {
        foreach (Chunk chunk in _chunks)
        {
            if (chunk.Job != job)
            {
                continue;
            }

            _progress.SetCancelled(chunk.Number, true);
            if (chunk == _chunks.Peek() && grace != Timeout.InfiniteTimeSpan)
            {
                _graceTimer?.Dispose();
                _graceTimer = timeProvider.CreateTimer(_ => KillIfStillAt(chunk), null, grace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>
    /// The worker is dead: gives back every task it did not begin or whose outcome was lost, and returns the one it was running, if there was
    /// one. Under the dispatcher's gate.
    /// </summary>
    public (Job Job, int Index)? TakeLossLocked()
    {
        _lost = true;
        (Job, int)? running = null;
        long runningTask = _progress.Started > _progress.Finished ? _progress.Started - 1 : -1;
        while (_chunks.TryDequeue(out Chunk? chunk))
        {
            TaskRange open = chunk.Open;
            int position = chunk.OpenPositionOf(runningTask);
            if (position < 0)
            {
                _dispatcher.ReturnLocked(chunk.Job, open);
                continue;
            }

            running = (chunk.Job, open.First + position);
            _dispatcher.ReturnLocked(chunk.Job, new TaskRange(open.First, position));
            _dispatcher.ReturnLocked(chunk.Job, open.Skip(position + 1));
        }

        _unsent.Clear();
        return running;
    }

    /// <summary>Lets go of everything. The process is dead and the loops are over.</summary>
    public async Task CloseAsync()
    {
        await Process.DisposeAsync().ConfigureAwait(false);
        Task sendLoop;
        lock (_dispatcher.Gate)
        {
            _graceTimer?.Dispose();
            sendLoop = _sendLoop;
        }

        await sendLoop.ConfigureAwait(false);
        await _lane.DisposeAsync().ConfigureAwait(false);
        _progress.Dispose();
    }

    private void KillIfStillAt(Chunk chunk)
    {
        lock (_dispatcher.Gate)
        {
            if (!_chunks.TryPeek(out Chunk? head) || head != chunk)
            {
                return;
            }
        }

        Process.Kill();
    }

    private async Task SendAsync()
    {
        using var message = new OutgoingMessage();
        try
        {
            while (WriteChunks(message))
            {
                await _lane.SendMessageAsync(message, CancellationToken.None).ConfigureAwait(false);
                message.Reset();
            }
        }
        catch (Exception closed) when (closed is ConnectionClosedException or ObjectDisposedException)
        {
            // The worker died. The receive loop sees that too and has the tasks given to others; _sending stays set, as nothing can be sent.
        }
    }

    // False, and the send loop is over, when nothing is left to send.
    private bool WriteChunks(OutgoingMessage message)
    {
        while (message.Length < MaxMessageBytes)
        {
            Chunk? chunk;
            lock (_dispatcher.Gate)
            {
                if (!_unsent.TryDequeue(out chunk))
                {
                    _sending = message.Length > 0;
                    return _sending;
                }
            }

            WriteChunk(message, chunk);
        }

        return true;
    }

    private void WriteChunk(OutgoingMessage message, Chunk chunk)
    {
        (int count, Exception? failure) = ChunkWriter.Write(message, chunk, TargetNumber(message, chunk.Job), MaxMessageBytes);
        lock (_dispatcher.Gate)
        {
            if (_lost)
            {
                return; // the whole chunk was given back while it was being written
            }

            TaskRange rest = chunk.MarkSent(_sentTasks, count);
            _dispatcher.ReturnLocked(chunk.Job, failure is null ? rest : rest.Skip(1));
            PurgeLocked();
        }

        _sentTasks += count;
        if (failure is not null)
        {
            chunk.Job.Fail(chunk.Range.First + count, failure);

            // The chunk's place may be free again. Not from here: this call may itself come from a pump.
            ThreadPool.UnsafeQueueUserWorkItem(static dispatcher => dispatcher.Pump(), _dispatcher, preferLocal: false);
        }
    }

    // A chunk none of whose tasks could be sent is complete without an outcome.
    private void PurgeLocked()
    {
        while (_chunks.TryPeek(out Chunk? head) && head.IsComplete)
        {
            _chunks.Dequeue();
        }
    }

    private int TargetNumber(OutgoingMessage message, Job job)
    {
        if (!_targets.TryGetValue(job.Target, out int number))
        {
            number = _targets.Count;
            _targets.Add(job.Target, number);
            ChunkWriter.WriteTarget(message, job.Target);
        }

        return number;
    }

    private void TakeOutcomes(IncomingMessage message)
    {
        MessageReader reader = message.CreateReader();
        while (!reader.IsAtEnd)
        {
            var kind = (LaneMessageKind)reader.ReadInt32();
            if (kind == LaneMessageKind.Ready)
            {
                lock (_dispatcher.Gate)
                {
                    IsReady = true;
                }

                continue;
            }

            (Job job, int index) = TakeDone();
            switch (kind)
            {
                case LaneMessageKind.Value:
                    Complete(job, index, ref reader);
                    break;
                case LaneMessageKind.Error:
                    job.Fail(index, MessageFormatter.Read<RemoteException>(ref reader));
                    break;
                case LaneMessageKind.Skipped:
                    break;
                default:
                    throw new WireFormatException($"{Process.Name} sent a lane message of unknown kind {(int)kind}.");
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A value that cannot be read is its task's failure.")]
    private static void Complete(Job job, int index, ref MessageReader reader)
    {
        MessageReader start = reader;
        try
        {
            job.Complete(index, ref reader);
        }
        catch (Exception failure)
        {
            reader = start;
            reader.Skip();
            job.Fail(index, failure);
        }
    }

    private (Job Job, int Index) TakeDone()
    {
        lock (_dispatcher.Gate)
        {
            if (!_chunks.TryPeek(out Chunk? chunk) || chunk.FirstTask < 0)
            {
                throw new WireFormatException($"{Process.Name} sent an outcome of a task it was not given.");
            }

            int index = chunk.TakeDone();
            if (chunk.IsComplete)
            {
                PurgeLocked();
                AdaptWindowLocked();
            }

            return (chunk.Job, index);
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
