using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Processing.UnitTests.Architecture;

/// <summary>What a shipping source looks like: short, one type with the file's name, in the one namespace of its project.</summary>
internal static class StyleRule
{
    private const int MaxLines = 400;

    // The runtime looks for the start-up hook by this name, outside every namespace.
    private const string StartupHook = "StartupHook";

    // The compiler looks for it there when it makes init accessors, and netstandard2.0 has none.
    private const string IsExternalInit = "IsExternalInit";

    private static readonly string[] s_refusedFolders = ["util", "utils", "utilities", "helper", "helpers", "common", "misc"];

    public static IReadOnlyList<string> FindViolations(SourceFile source)
    {
        var root = SourceModel.Parse(source).GetRoot();
        var types = root.DescendantNodes(node => node is not (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax))
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Cast<MemberDeclarationSyntax>()
            .ToList();
        return [.. FindFileViolations(source), .. FindTypeViolations(source, types), .. FindNamespaceViolations(source, root, types)];
    }

    private static IEnumerable<string> FindFileViolations(SourceFile source)
    {
        int lines = source.Text.TrimEnd().Split('\n').Length;
        if (lines > MaxLines)
        {
            yield return $"{source.Path} has {lines} lines; {MaxLines} is the most. Split it by feature or phase.";
        }

        foreach (string folder in source.Folders.Where(folder => s_refusedFolders.Contains(folder.ToLowerInvariant())))
        {
            yield return $"{source.Path} is in a folder named {folder}, which says nothing; name the feature.";
        }
    }

    private static IEnumerable<string> FindTypeViolations(SourceFile source, List<MemberDeclarationSyntax> types)
    {
        string file = Path.GetFileName(source.Path);
        string stem = file[..file.IndexOfAny(['.', '{'])];
        if (types.Count > 1)
        {
            yield return $"{source.Path} declares {types.Count} types ({string.Join(", ", types.Select(NameOf))}); one per file.";
        }

        foreach (string name in types.Select(NameOf).Where(name => name != stem && !IsGenericFile(stem, name)))
        {
            yield return $"{source.Path} declares {name}; the file must have the type's name (a suffix such as {name}.Linux.cs may follow).";
        }
    }

    private static IEnumerable<string> FindNamespaceViolations(SourceFile source, SyntaxNode root, List<MemberDeclarationSyntax> types)
    {
        if (source.Project == "Processing" && types.Count > 0)
        {
            yield return $"{source.Path} declares a type; the facade holds no code.";
        }

        string wanted = source.Project == "Processing.Shared" ? "Processing" : source.Project;
        var actual = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(declared => declared.Name.ToString()).ToList();
        bool isHook = types.Count == 1 && NameOf(types[0]) == StartupHook && actual.Count == 0;
        bool isPolyfill = types.Count == 1 && NameOf(types[0]) == IsExternalInit && actual is ["System.Runtime.CompilerServices"];
        if (types.Count > 0 && !isHook && !isPolyfill && (actual.Count != 1 || actual[0] != wanted))
        {
            yield return $"{source.Path} must have the one namespace {wanted}, not '{string.Join(", ", actual)}'; folders add none.";
        }
    }

    // "ReceivedOfT.cs" holds Received<T> where Received.cs is taken.
    private static bool IsGenericFile(string stem, string name)
        => stem.StartsWith(name + "OfT", StringComparison.Ordinal);

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declaration => declaration.Identifier.ValueText,
        DelegateDeclarationSyntax declaration => declaration.Identifier.ValueText,
        _ => type.ToString(),
    };
}
