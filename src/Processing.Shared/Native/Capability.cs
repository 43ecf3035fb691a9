namespace Processing;

/// <summary>Which of the twin implementations this process uses: the operating system's best one, or the portable one.</summary>
internal static class Capability
{
    /// <summary>Environment variable that forces every portable twin when it is <c>1</c>.</summary>
    public const string PortableVariable = "PROCESSING_PORTABLE";

    /// <summary>True where the portable twins were asked for, whatever the system offers.</summary>
    public static bool PortableForced { get; } = Environment.GetEnvironmentVariable(PortableVariable) == "1";

    /// <summary>True where Linux calls may be used.</summary>
    public static bool UsesLinux => OperatingSystem.IsLinux() && !PortableForced;
}
