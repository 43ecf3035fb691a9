using System.Globalization;

namespace Processing.Messaging;

/// <summary>
/// The environment variable that tells a starting process that it is a child, and on which descriptor its parent speaks to it. It holds no
/// secret: keys and arguments travel on that descriptor.
/// </summary>
internal static class ChildMarker
{
    public const string VariableName = "PROCESSING_CHILD";
    public const string StartupHooksVariable = "DOTNET_STARTUP_HOOKS";

    /// <summary>Raised with every change of what parent and child say to each other.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>The descriptor a child finds its control socket on.</summary>
    public const int ControlDescriptor = 3;

    /// <summary>Is this process a child whose marker was not taken yet?</summary>
    public static bool IsPresent => Environment.GetEnvironmentVariable(VariableName) is not null;

    /// <summary>The value for a child of this process.</summary>
    public static string Value { get; } = string.Create(CultureInfo.InvariantCulture, $"{ControlDescriptor}:{ProtocolVersion}");

    /// <summary>
    /// Removes the marker and our start-up hook from this process's environment, both the managed copy and the C library's, so that no
    /// program started from here takes itself for our child.
    /// </summary>
    public static void Scrub()
    {
        Set(VariableName, null);
        string? hooks = Environment.GetEnvironmentVariable(StartupHooksVariable);
        if (hooks is null)
        {
            return;
        }

        // Ours was appended last by the parent; hooks of others stay.
        int last = hooks.LastIndexOf(':');
        Set(StartupHooksVariable, last < 0 ? null : hooks[..last]);
    }

    private static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (value is null)
        {
            _ = Libc.UnsetEnvironmentVariable(name); // fails only for a malformed name
        }
        else if (Libc.SetEnvironmentVariable(name, value, overwrite: 1) != 0)
        {
            throw new NativeCallException("setenv", name, NativeError.Last);
        }
    }
}
