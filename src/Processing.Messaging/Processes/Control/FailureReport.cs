namespace Processing.Messaging;

/// <summary>Who tells the user about an exception that a child's delegate does not handle.</summary>
internal enum FailureReport
{
    /// <summary>The child prints it, as the original package does; the parent has it too.</summary>
    StandardError = 0,

    /// <summary>Only the parent, whose caller gets it as an exception.</summary>
    ParentOnly = 1,
}
