using System.Diagnostics.CodeAnalysis;
using Processing.Messaging;

/// <summary>
/// What the .NET runtime calls before <c>Main</c> when DOTNET_STARTUP_HOOKS names this assembly; class, method and the missing namespace are
/// the runtime's contract. In a child it runs the delegate and ends the process, so that <c>Main</c> never runs there.
/// </summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime looks for a class without a namespace.")]
internal static class StartupHook
{
    /// <summary>Called by the runtime on the main thread.</summary>
    public static void Initialize()
    {
        if (ChildMarker.IsPresent)
        {
            ChildBootstrap.TakeOver();
        }
    }
}
