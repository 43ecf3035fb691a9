namespace Processing.Messaging;

/// <summary>The first value of each part of a message on a lane, the private connection between a pool and one worker.</summary>
internal enum LaneMessageKind
{
    /// <summary>Worker to pool, first: ready for work.</summary>
    Ready = 1,

    /// <summary>Pool to worker: a call target follows; it gets the next number, from 0 up.</summary>
    Target = 2,

    /// <summary>Pool to worker: target number, chunk number, then for each task <c>true</c> and its arguments as an array, then <c>false</c>.</summary>
    Chunk = 3,

    /// <summary>Worker to pool: a task returned; its value follows. Outcomes come in the order of the tasks.</summary>
    Value = 4,

    /// <summary>Worker to pool: a task failed; the exception follows as data.</summary>
    Error = 5,

    /// <summary>Worker to pool: a task was not run because its chunk was cancelled.</summary>
    Skipped = 6,
}
