namespace Processing.Messaging;

/// <summary>What a client of a queue says to its home; the number is the first value of the message. docs/protocol.md has the rest.</summary>
internal enum ClientMessageKind
{
    /// <summary>An item, with the way it is put.</summary>
    Put = 1,

    /// <summary>A request for an item.</summary>
    Get = 2,

    /// <summary>The item that answered a request is with its caller: the home forgets it.</summary>
    Taken = 3,

    /// <summary>The caller no longer waits.</summary>
    Withdraw = 4,

    /// <summary>One end of a connection whose other end is on its way to a further client.</summary>
    Attach = 5,

    /// <summary>How many items are there?</summary>
    Count = 6,
}
