using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>The environment a child starts with: the parent's, the changes the caller asked for, and what makes it take over as a child.</summary>
internal static class ChildEnvironment
{
    /// <summary>Builds the block as <c>NAME=value</c> strings.</summary>
    public static List<string> Build(IReadOnlyDictionary<string, string?>? changes)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach ((string name, string? value) in changes ?? new Dictionary<string, string?>())
        {
            if (value is null)
            {
                variables.Remove(name);
            }
            else
            {
                variables[name] = value;
            }
        }

        // Hooks of others run first; ours does not return.
        variables[ChildMarker.StartupHooksVariable] = variables.TryGetValue(ChildMarker.StartupHooksVariable, out string? hooks) && hooks.Length > 0
            ? $"{hooks}:{HookAssembly()}"
            : HookAssembly();
        variables[ChildMarker.VariableName] = ChildMarker.Value;

        var block = new List<string>(variables.Count);
        foreach ((string name, string value) in variables)
        {
            block.Add($"{name}={value}");
        }

        return block;
    }

    // A path where there is one. A program in a single file has none, and ':' separates hooks: the simple name serves both, it is looked up
    // among the program's own assemblies.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The empty location of a single file is what is asked about.")]
    private static string HookAssembly()
    {
        var assembly = typeof(StartupHook).Assembly;
        return assembly.Location.Length == 0 || assembly.Location.Contains(':', StringComparison.Ordinal)
            ? assembly.GetName().Name! // every assembly of ours has a name
            : assembly.Location;
    }
}
