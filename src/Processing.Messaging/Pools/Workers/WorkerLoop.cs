using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// The life of a worker: receive chunks, run their tasks one after another on the main thread, send the outcomes. Ends when the pool closes the
/// lane.
/// </summary>
internal sealed class WorkerLoop : IDisposable
{
    private readonly Connection _lane;
    private readonly ProgressPage _progress;
    private readonly OutcomeBuffer _outcomes;
    private readonly List<BoundTarget> _targets = [];

    private WorkerLoop(Connection lane, ProgressPage progress)
    {
        _lane = lane;
        _progress = progress;
        _outcomes = new OutcomeBuffer(lane);
    }

    /// <summary>What a worker process runs.</summary>
    public static void Run(Connection lane, SharedRegion progress)
    {
        using (lane)
        using (progress)
        using (var loop = new WorkerLoop(lane, new ProgressPage(progress)))
        {
            try
            {
                loop.Serve();
            }
            catch (ConnectionClosedException)
            {
                // The pool is gone or has no more use for this worker: nobody waits for the outcomes.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _outcomes.Dispose();

    private void Serve()
    {
        _outcomes.SendReady();
        while (_lane.ReceiveMessage(CancellationToken.None) is { } message)
        {
            using (message)
            {
                MessageReader reader = message.CreateReader();
                while (!reader.IsAtEnd)
                {
                    RunPart(ref reader);
                }
            }

            // While more work waits in the socket the outcomes may gather; before this thread sleeps they must be on their way.
            if (!_lane.Poll(TimeSpan.Zero))
            {
                _outcomes.Send();
            }
        }
    }

    private void RunPart(ref MessageReader reader)
    {
        switch ((LaneMessageKind)reader.ReadInt32())
        {
            case LaneMessageKind.Target:
                _targets.Add(new BoundTarget(ref reader));
                break;
            case LaneMessageKind.Chunk:
                RunChunk(ref reader);
                break;
            case var kind:
                throw new WireFormatException($"A pool sent a lane message of unknown kind {(int)kind}.");
        }
    }

    private void RunChunk(ref MessageReader reader)
    {
        BoundTarget target = _targets[reader.ReadInt32()];
        int chunk = reader.ReadInt32();
        while (reader.ReadBoolean())
        {
            _outcomes.BeginTask();
            _progress.Begin();
            RunTask(ref reader, target, chunk);
            _progress.End();
            _outcomes.SendIfDue();
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The outermost frame of the user's code: every failure is reported as the task's outcome.")]
    private void RunTask(ref MessageReader reader, BoundTarget target, int chunk)
    {
        if (_progress.IsCancelled(chunk))
        {
            reader.Skip();
            _outcomes.AddSkipped();
            return;
        }

        MessageReader start = reader;
        try
        {
            target.Call(ref reader, _outcomes);
        }
        catch (Exception failure)
        {
            // Wherever in the arguments it failed, the next task begins behind them.
            reader = start;
            reader.Skip();
            _outcomes.AddError(RemoteFailure.Describe(failure, CurrentProcess.Name));
        }
    }
}
