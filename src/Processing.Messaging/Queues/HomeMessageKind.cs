namespace Processing.Messaging;

/// <summary>What the home of a queue answers.</summary>
internal enum HomeMessageKind
{
    /// <summary>The item is in the queue.</summary>
    Stored = 1,

    /// <summary>An item for a get.</summary>
    Item = 2,

    /// <summary>Nothing was stored or handed out: the queue was full or empty, or the request was withdrawn in time.</summary>
    Refused = 3,

    /// <summary>The number of items.</summary>
    Counted = 4,
}
