namespace Processing.IntegrationTests.Interop;

/// <summary>A theory that takes minutes or gigabytes, so it runs with PROCESSING_SOAK=1 only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoakTheoryAttribute : TheoryAttribute
{
    public SoakTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("PROCESSING_SOAK") is null)
        {
            Skip = "set PROCESSING_SOAK=1 to run it";
        }
    }
}
