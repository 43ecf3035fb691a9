namespace Processing.Messaging;

/// <summary>The worker process that ran a task died: it was killed, crashed, or ended itself. Only that one task failed.</summary>
public sealed class WorkerDiedException : ProcessDiedException
{
    internal WorkerDiedException(int taskIndex, string workerName, int processId, ExitStatus status, Exception? misbehaviour = null)
        : base($"Task {taskIndex} failed because its worker {workerName} (process {processId}) {status.Sentence} "
            + (misbehaviour is null ? "while running it." : $"after it had broken its lane: {misbehaviour.Message}"), processId, status.Code, misbehaviour)
    {
        TaskIndex = taskIndex;
        WorkerName = workerName;
        Signal = status.Signal;
    }

    /// <summary>Which task it was: its position in the input, counted from 0; 0 for a task that was submitted alone.</summary>
    public int TaskIndex { get; }

    /// <summary>The worker's name, such as <c>PoolWorker-3</c>.</summary>
    public string WorkerName { get; }

    /// <summary>The signal that ended the worker, for example 9 for SIGKILL; 0 when it ended by itself.</summary>
    public int Signal { get; }
}
