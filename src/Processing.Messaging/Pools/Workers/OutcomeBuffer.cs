using System.Diagnostics;

namespace Processing.Messaging;

/// <summary>
/// Gathers the outcomes of tasks in the worker, so that short tasks share a message. Outcomes never wait for a task that runs long: while one
/// runs, the flusher may send what has gathered. When the worker dies, only outcomes of the last moments can be lost, and those tasks run
/// again.
/// </summary>
internal sealed class OutcomeBuffer(Connection lane) : ResultSink, IDisposable
{
    private const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan s_maxDelay = TimeSpan.FromMicroseconds(200);

    private readonly OutgoingMessage _message = new(); // touched by whoever the turn says
    private readonly OutcomeFlusher _flusher = new();

    private long _lastSent = Stopwatch.GetTimestamp(); // touched by the main thread only

    // What stands before an outcome in its message always fits beside it.
    private long MaxOutcomeBytes => lane.MaxMessageLength - (2 * MaxBytes);

    /// <summary>Tells the pool that this worker is ready.</summary>
    public void SendReady()
    {
        MessageWriter writer = _message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Ready);
        writer.Flush();
        Send();
    }

    /// <summary>A task begins: until it has an outcome, what has gathered may be sent without this thread.</summary>
    public void BeginTask()
    {
        if (_message.Length > 0)
        {
            _flusher.Lend(SendGathered);
        }
    }

    /// <inheritdoc/>
    public override void Return<T>(T value)
    {
        _flusher.TakeBack();
        MessageMark mark = _message.Mark;
        try
        {
            MessageWriter writer = _message.CreateWriter();
            writer.WriteInt64((int)LaneMessageKind.Value);
            MessageFormatter.Write(ref writer, value);
            writer.Flush();
            long length = _message.Length - mark.Length;
            if (length > MaxOutcomeBytes)
            {
                throw new MessageSerializationException($"The result of the task has {length} bytes; a pool's task returns at most {MaxOutcomeBytes}.");
            }
        }
        catch
        {
            _message.Rollback(mark);
            throw;
        }
    }

    /// <summary>Adds a failure.</summary>
    public void AddError(RemoteException failure)
    {
        _flusher.TakeBack();
        MessageWriter writer = _message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Error);
        MessageFormatter.Write(ref writer, failure);
        writer.Flush();
    }

    /// <summary>Adds that a task was not run.</summary>
    public void AddSkipped()
    {
        _flusher.TakeBack();
        MessageWriter writer = _message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Skipped);
        writer.Flush();
    }

    /// <summary>
    /// Sends what has gathered, if it has waited long enough, is large, or carries handles: those of several tasks might be more than a message
    /// can carry.
    /// </summary>
    public void SendIfDue()
    {
        if (_message.Length > MaxBytes || _message.Handles.Count > 0 || Stopwatch.GetElapsedTime(_lastSent) >= s_maxDelay)
        {
            Send();
        }
    }

    /// <summary>Sends what has gathered. Not while a task runs.</summary>
    public void Send()
    {
        SendGathered();
        _lastSent = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _flusher.Dispose();
        _message.Dispose();
    }

    private void SendGathered()
    {
        if (_message.Length > 0)
        {
            lane.SendMessage(_message, CancellationToken.None);
            _message.Reset();
        }
    }
}
