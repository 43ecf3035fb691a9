namespace Processing.Messaging;

/// <summary>
/// Marks a delegate parameter whose target runs in another process. The target must not capture variables: they live in this process
/// and would not be there. The analyzer reports a capture as PROC001.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ProcessEntryAttribute : Attribute;
