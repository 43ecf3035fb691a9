namespace Processing.Messaging;

/// <summary>The first value of every message on a control socket. The numbers are part of the protocol between a parent and its child.</summary>
internal enum ControlMessageKind
{
    /// <summary>Parent to child, first and once: who the child is and what it runs.</summary>
    Start = 1,

    /// <summary>Parent to child: please end soon.</summary>
    Stop = 2,

    /// <summary>Child to parent, first: the child read its start message and is about to run its delegate.</summary>
    Started = 3,

    /// <summary>Child to parent: the delegate returned; its value follows.</summary>
    Returned = 4,

    /// <summary>Child to parent: the delegate failed; the exception follows as data.</summary>
    Failed = 5,
}
