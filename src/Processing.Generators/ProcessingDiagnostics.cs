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

    /// <summary>PROC1001: a type, or the type of a member, cannot be sent.</summary>
    public static readonly DiagnosticDescriptor CannotBeSent = Formatter(
        "PROC1001",
        "The type cannot be sent to another process",
        "'{0}' cannot be sent: {1}",
        DiagnosticSeverity.Warning,
        "A message holds data. Code, work in progress, resources and values of unknown type stay in their process; sending one throws.");

    /// <summary>PROC1002: the keys of a type with [Message] contradict each other.</summary>
    public static readonly DiagnosticDescriptor KeyClash = Formatter(
        "PROC1002",
        "The keys of a message contradict each other",
        "'{0}' cannot be sent: {1}",
        DiagnosticSeverity.Error,
        "Each member that travels needs a key of its own, and the keys of one type are all numbers or all texts.");

    /// <summary>PROC1003: a value could be sent, but not be built again.</summary>
    public static readonly DiagnosticDescriptor NotRestorable = Formatter(
        "PROC1003",
        "The type cannot be built again from a message",
        "'{0}' cannot be sent: {1}",
        DiagnosticSeverity.Warning,
        "What is sent has to arrive whole: through a public constructor whose parameters match members, or through setters.");

    /// <summary>PROC1004: the type of a value is a type parameter.</summary>
    public static readonly DiagnosticDescriptor OpenGeneric = Formatter(
        "PROC1004",
        "No formatter can be generated for an open generic type",
        "'{0}' is not known where '{1}' is called, so no formatter is generated for it here",
        DiagnosticSeverity.Info,
        "Types that are only known to the caller of a generic method get formatters where they are sent directly, or have [Message]. "
            + "Otherwise reflection is used, which trimming breaks.");

    /// <summary>PROC1005: the types named by [Union] are wrong.</summary>
    public static readonly DiagnosticDescriptor WrongUnion = Formatter(
        "PROC1005",
        "The types named by [Union] do not fit",
        "'{0}' cannot be sent: {1}",
        DiagnosticSeverity.Error,
        "[Union] stands on an interface or abstract class, and names different concrete types derived from it by different numbers.");

    /// <summary>PROC1006: a trimmed program sends a type by reflection.</summary>
    public static readonly DiagnosticDescriptor ReflectionWhenTrimmed = Formatter(
        "PROC1006",
        "A trimmed program sends a type without a generated formatter",
        "'{0}' has no generated formatter; this project is trimmed or compiled ahead of time, "
            + "where reflection may not find its members",
        DiagnosticSeverity.Warning,
        "Make the type visible to generated code, give it [Message] in a project that uses Processing, or register a formatter with MessageFormatter.Register.");

    private static DiagnosticDescriptor Formatter(string id, string title, string message, DiagnosticSeverity severity, string description)
        => new(
            id, title, message, Category, severity, isEnabledByDefault: true, description, PageFolder + id + ".md",
            WellKnownDiagnosticTags.CompilationEnd);
}
