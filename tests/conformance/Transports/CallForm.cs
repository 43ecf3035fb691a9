namespace Processing.ConformanceTests.Transports;

/// <summary>Which form of the calls a test uses.</summary>
public enum CallForm
{
    Blocking,
    Async,
    Mixed,
}
