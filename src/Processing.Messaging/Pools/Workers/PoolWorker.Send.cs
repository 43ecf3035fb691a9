using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

internal sealed partial class PoolWorker
{
    private const int MaxMessageBytes = 1 << 20;

    // What stands before a task in its message (other tasks, a target, headers) always fits beside it.
    private long MaxTaskBytes => _lane.MaxMessageLength - (2 * MaxMessageBytes);

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

        _ = SendAsync(); // never faults, and closing the lane ends it: nobody need wait for it
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever breaks the lane ends this worker, which gives its tasks to others.")]
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
        catch (Exception failure)
        {
            // Mostly the worker died, which the receive loop sees too. _sending stays set, as nothing can be sent any more.
            Break(failure);
        }
    }

    // False, and the send loop is over, when nothing is left to send. A message carries the handles of one task at most: those of several
    // might be more than a message can carry.
    private bool WriteChunks(OutgoingMessage message)
    {
        while (message.Length < MaxMessageBytes && message.Handles.Count == 0)
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
        TaskRange whole = chunk.Range;
        int count = 0;
        Exception? failure = TryNameTarget(message, chunk.Job.Target, out int target);
        if (failure is not null)
        {
            _dispatcher.Cancel(chunk.Job, failure); // no task of the job can be called in any worker
        }
        else
        {
            (count, failure) = ChunkWriter.Write(message, chunk, target, MaxMessageBytes, MaxTaskBytes);
        }

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
            chunk.Job.Fail(whole.First + count, failure);
        }

        if (count < whole.Count)
        {
            // There may be room for what was given back. Not from here: this call may itself come from a pump.
            ThreadPool.UnsafeQueueUserWorkItem(static dispatcher => dispatcher.Pump(), _dispatcher, preferLocal: false);
        }
    }

    private Exception? TryNameTarget(OutgoingMessage message, CallTarget target, out int number)
    {
        if (_targets.TryGetValue(target, out number))
        {
            return null;
        }

        Exception? failure = ChunkWriter.TryWriteTarget(message, target);
        if (failure is null)
        {
            number = _targets.Count;
            _targets.Add(target, number);
        }

        return failure;
    }
}
