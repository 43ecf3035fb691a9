namespace Processing.Sync;

/// <summary>Where the lock of a shared value comes from, and so who disposes it.</summary>
internal enum LockOrigin
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is in the value's own memory.</summary>
    Own,

    /// <summary>It was given by the caller, who keeps it.</summary>
    Shared,

    /// <summary>It came with the value from another process, and belongs to it.</summary>
    Received,
}
