using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Every diagnostic this assembly can report; each has a page under docs/diagnostics with a failing and a fixed sample.</summary>
internal static class ProcessingDiagnostics
{
    private const string Category = "Processing";
    private const string PageFolder = "docs/diagnostics/";

    /// <summary>PROC001: the code given to a child process takes variables of this process along.</summary>
    public static readonly DiagnosticDescriptor CapturedByProcessEntry = new(
        id: "PROC001",
        title: "Code that runs in another process must not capture variables",
        messageFormat: "This code runs in another process and cannot take {0} along; pass it as an argument of '{1}' instead",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Only the name of the code travels to a child process, never the objects it captured. Values travel as arguments.",
        helpLinkUri: PageFolder + "PROC001.md");

    /// <summary>PROC002: the language is too old for the module initializer that guards child processes.</summary>
    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        id: "PROC002",
        title: "Child processes are guarded by a module initializer, which needs C# 9",
        messageFormat: "This program is compiled as C# {0}, which has no module initializers; raise LangVersion to 9.0 or later, "
            + "or call ProcessingHost.FreezeSupport() first in Main",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Without the generated module initializer a child process that could not be taken over would run Main again.",
        helpLinkUri: PageFolder + "PROC002.md");
}
