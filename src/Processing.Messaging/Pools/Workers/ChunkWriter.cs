using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>Writes chunks into a message to a worker.</summary>
internal static class ChunkWriter
{
    /// <summary>Names a call target to the worker; returns why it could not, if the target has no name that a child would understand.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Returned, and becomes the outcome of the job.")]
    public static Exception? TryWriteTarget(OutgoingMessage message, CallTarget target)
    {
        MessageMark mark = message.Mark;
        try
        {
            MessageWriter writer = message.CreateWriter();
            writer.WriteInt64((int)LaneMessageKind.Target);
            target.WriteTo(ref writer);
            writer.Flush();
            return null;
        }
        catch (Exception failure)
        {
            message.Rollback(mark);
            return failure;
        }
    }

    /// <summary>
    /// Writes the tasks of <paramref name="chunk"/> until the message has reached <paramref name="maxBytes"/> or carries handles, or a
    /// task's arguments cannot be written. Returns how many were written, and why the next one could not be.
    /// </summary>
    public static (int Count, Exception? Failure) Write(OutgoingMessage message, Chunk chunk, int targetNumber, int maxBytes, long maxTaskBytes)
    {
        MessageWriter writer = message.CreateWriter();
        writer.WriteInt64((int)LaneMessageKind.Chunk);
        writer.WriteInt64(targetNumber);
        writer.WriteInt64(chunk.Number);
        writer.Flush();

        int count = 0;
        Exception? failure = null;
        while (count < chunk.Range.Count && failure is null && (count == 0 || (message.Length < maxBytes && message.Handles.Count == 0)))
        {
            failure = TryWriteTask(message, chunk.Job, chunk.Range.First + count, maxTaskBytes);
            count += failure is null ? 1 : 0;
        }

        writer = message.CreateWriter();
        writer.WriteBoolean(false);
        writer.Flush();
        return (count, failure);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Returned, and becomes the task's outcome.")]
    private static Exception? TryWriteTask(OutgoingMessage message, Job job, int index, long maxTaskBytes)
    {
        MessageMark mark = message.Mark;
        try
        {
            MessageWriter writer = message.CreateWriter();
            writer.WriteBoolean(true);
            job.WriteArguments(ref writer, index);
            writer.Flush();
            long length = message.Length - mark.Length;
            return length <= maxTaskBytes
                ? null
                : throw new MessageSerializationException($"The arguments of the task have {length} bytes; a pool's task takes at most {maxTaskBytes}.");
        }
        catch (Exception failure)
        {
            message.Rollback(mark);
            return failure;
        }
    }
}
