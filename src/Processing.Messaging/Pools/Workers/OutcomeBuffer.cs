using System.Diagnostics;

namespace Processing.Messaging;

/// <summary>
/// Gathers the outcomes of tasks in the worker, so that short tasks share a message. An outcome waits at most for one task beyond
/// <see cref="s_maxDelay"/>: when the worker dies, only outcomes of tasks that short can be lost, and those tasks run again.
/// </summary>
internal sealed class OutcomeBuffer(Connection lane) : ResultSink, IDisposable
{
    private const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan s_maxDelay = TimeSpan.FromMicroseconds(200);

    private readonly OutgoingMessage _message = new();

    private long _lastSent = Stopwatch.GetTimestamp();

    /// <summary>Tells the pool that this worker is ready.</summary>
    public void SendReady()
    {
        MessageWriter writer = _message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Ready);
        writer.Flush();
        Send();
    }

    /// <inheritdoc/>
    public override void Return<T>(T value)
    {
        MessageMark mark = _message.Mark;
        try
        {
            MessageWriter writer = _message.CreateWriter();
            writer.WriteInt64((int)LaneMessageKind.Value);
            MessageFormatter.Write(ref writer, value);
            writer.Flush();
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
        MessageWriter writer = _message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Error);
        MessageFormatter.Write(ref writer, failure);
        writer.Flush();
    }

    /// <summary>Adds that a task was not run.</summary>
    public void AddSkipped()
    {
        MessageWriter writer = _message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Skipped);
        writer.Flush();
    }

    /// <summary>Sends what has gathered, if it has waited long enough or is large.</summary>
    public void SendIfDue()
    {
        if (_message.Length > MaxBytes || Stopwatch.GetElapsedTime(_lastSent) >= s_maxDelay)
        {
            Send();
        }
    }

    /// <summary>Sends what has gathered.</summary>
    public void Send()
    {
        if (_message.Length > 0)
        {
            lane.SendMessage(_message, CancellationToken.None);
            _message.Reset();
        }

        _lastSent = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose() => _message.Dispose();
}
