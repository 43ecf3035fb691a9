using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Processing.UnitTests.Architecture;

/// <summary>
/// A parent-death signal is never asked of the kernel: it fires when the thread that started the child ends, not when the process does.
/// Comments may say so.
/// </summary>
internal static class BannedCallRule
{
    private static readonly string[] s_banned = ["prctl", "PR_SET_PDEATHSIG"];

    public static IReadOnlyList<string> FindViolations(SourceFile source)
        => [.. from token in SourceModel.Parse(source).GetRoot().DescendantTokens()
               where token.IsKind(SyntaxKind.IdentifierToken) || token.Value is string
               from banned in s_banned
               where token.ValueText.Contains(banned, StringComparison.OrdinalIgnoreCase)
               let line = token.GetLocation().GetLineSpan().StartLinePosition.Line + 1
               select $"{source.Path}:{line} names {banned}; watch the control socket for its end instead."];
}
