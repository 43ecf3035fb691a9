using System.Runtime.CompilerServices;

namespace Processing.Messaging;

/// <summary>
/// Tells whether anybody can listen to activities or meters. Making an activity source and a meter takes some ten milliseconds, a quarter of
/// the start of a child; so they are made only once the assembly is loaded through which a listener must come. All that code which reports
/// pays before that is one look at a field.
/// </summary>
internal static class DiagnosticsGate
{
    private const string ListenersHome = "System.Diagnostics.DiagnosticSource,";

    private static bool s_isOpen; // turns true once

    static DiagnosticsGate()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            s_isOpen = true; // ahead of time everything is in one file, and nothing is loaded later
            return;
        }

        AppDomain.CurrentDomain.AssemblyLoad += static (_, loaded) => Look(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Look(assembly);
        }
    }

    /// <summary>True once somebody may listen.</summary>
    public static bool IsOpen => Volatile.Read(ref s_isOpen);

    private static void Look(System.Reflection.Assembly assembly)
    {
        if (assembly.FullName?.StartsWith(ListenersHome, StringComparison.Ordinal) == true)
        {
            Volatile.Write(ref s_isOpen, true);
        }
    }
}
