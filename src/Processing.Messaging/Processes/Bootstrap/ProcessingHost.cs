using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// How a process becomes a child. A start-up hook does it without a word in your program; only where the runtime has start-up hooks switched
/// off does <see cref="FreezeSupport"/> have to stand first in <c>Main</c>.
/// </summary>
public static class ProcessingHost
{
    /// <summary>
    /// In a child process: runs its delegate and ends the process; does not return. In any other process: does nothing. Call it as the first
    /// statement of <c>Main</c> if, and only if, start-up hooks are switched off (<c>StartupHookSupport=false</c>).
    /// </summary>
    public static void FreezeSupport()
    {
        if (ChildMarker.IsPresent)
        {
            ChildBootstrap.TakeOver();
        }
    }

    /// <summary>
    /// Called by generated code when the program's main module is initialised. In a child that no start-up hook took over it ends the process
    /// with exit code 97 rather than let <c>Main</c> run in it, which would start children without end; under NativeAOT, which has no hooks, it
    /// takes over.
    /// </summary>
    /// <param name="callsFreezeSupport">The program calls <see cref="FreezeSupport"/> itself, so <c>Main</c> may begin.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [DynamicDependency("Initialize()", "StartupHook", "Processing.Messaging")]
    public static void OnModuleInitialized(bool callsFreezeSupport)
    {
        if (!ChildMarker.IsPresent)
        {
            return;
        }

        if (!ModuleReference.HasTokens)
        {
            ChildBootstrap.TakeOver();
        }
        else if (!callsFreezeSupport)
        {
            Console.Error.WriteLine(
                "Processing: this child process was not taken over before Main, because start-up hooks are switched off in it "
                + "(System.StartupHookProvider.IsSupported is false). Set <StartupHookSupport>true</StartupHookSupport> in the project, or call "
                + "ProcessingHost.FreezeSupport() first in Main. Main was not run; exit code 97.");
            Environment.Exit(ExitStatus.NotTakenOverCode);
        }
    }
}
