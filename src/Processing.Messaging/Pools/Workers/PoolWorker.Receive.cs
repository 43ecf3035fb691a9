using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

internal sealed partial class PoolWorker
{
    /// <summary>Takes outcomes until the worker can give no more. Blocks its thread.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Kept; whatever breaks the lane ends this worker and no other.")]
    public void Receive()
    {
        try
        {
            while (_lane.ReceiveMessage(CancellationToken.None) is { } message)
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
            Break(broken);
        }
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

            TakeOutcome(kind, ref reader);
        }
    }

    // The task counts as done only once its outcome was taken: when the worker lies about it, the task is still there to be blamed.
    private void TakeOutcome(LaneMessageKind kind, ref MessageReader reader)
    {
        Chunk chunk = HeadChunk();
        int index = chunk.Open.First;
        switch (kind)
        {
            case LaneMessageKind.Value:
                Complete(chunk.Job, index, ref reader);
                break;
            case LaneMessageKind.Error:
                chunk.Job.Fail(index, MessageFormatter.Read<RemoteException>(ref reader));
                break;
            case LaneMessageKind.Skipped when chunk.Job.AbortReason is not null:
                break;
            default:
                throw new WireFormatException($"{Process.Name} sent a lane message of kind {(int)kind}, which is unknown or out of place.");
        }

        lock (_dispatcher.Gate)
        {
            chunk.AddDone();
            if (chunk.IsComplete)
            {
                PurgeLocked();
                AdaptWindowLocked();
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

    private Chunk HeadChunk()
    {
        lock (_dispatcher.Gate)
        {
            return _chunks.TryPeek(out Chunk? chunk) && chunk.FirstTask >= 0
                ? chunk
                : throw new WireFormatException($"{Process.Name} sent an outcome of a task it was not given.");
        }
    }
}
