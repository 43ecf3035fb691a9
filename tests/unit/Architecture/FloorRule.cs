using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Processing.UnitTests.Architecture;

/// <summary>
/// The folders of Processing.Messaging are floors: a file uses what its own floor and those below it declare. So the code that reads bytes
/// from a peer nobody has authenticated yet cannot reach the code that runs programs.
/// </summary>
internal static class FloorRule
{
    private const string House = "src/Processing.Messaging/";

    private static readonly string[] s_floors =
        ["Transports", "Framing", "Authentication", "Connections", "Listening", "Passing", "Queues", "Processes", "Pools"];

    public static IReadOnlyList<string> FindViolations(IReadOnlyList<SourceFile> sources)
    {
        var compilation = SourceModel.Compile(sources);
        List<string> violations = [.. SourceModel.FindUnresolvedNames(compilation)];
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(House, StringComparison.Ordinal)))
        {
            if (FloorOf(tree.FilePath) is { } floor)
            {
                var model = compilation.GetSemanticModel(tree);
                violations.AddRange(FindSplitTypes(model, tree));
                violations.AddRange(FindUpwardUses(model, tree, floor));
            }
            else
            {
                violations.Add($"{tree.FilePath} stands on no floor; the folders of Processing.Messaging are {string.Join(", ", s_floors)}.");
            }
        }

        return [.. violations.Distinct()];
    }

    private static int? FloorOf(string path)
    {
        string[] parts = path.StartsWith(House, StringComparison.Ordinal) ? path[House.Length..].Split('/') : [];
        int floor = parts.Length > 1 ? Array.IndexOf(s_floors, parts[0]) : -1;
        return floor < 0 ? null : floor;
    }

    private static IEnumerable<string> FindSplitTypes(SemanticModel model, SyntaxTree tree)
        => from declaration in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
           let type = model.GetDeclaredSymbol(declaration)
           where FloorsOf(type).Distinct().Count() > 1
           select $"{type.ToDisplayString()} is declared on several floors: {string.Join(", ", FloorsOf(type).Distinct().Order().Select(floor => s_floors[floor]))}.";

    private static IEnumerable<string> FindUpwardUses(SemanticModel model, SyntaxTree tree, int floor)
        => from node in tree.GetRoot().DescendantNodes()
           where node is ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax
           from symbol in SymbolsOf(model, node)
           from above in FloorsOf(symbol).Where(declared => declared > floor)
           let line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1
           select $"{tree.FilePath}:{line} uses {symbol.ToDisplayString()} of {s_floors[above]}, a floor above {s_floors[floor]}.";

    private static IEnumerable<int> FloorsOf(ISymbol? symbol) => symbol is null or INamespaceSymbol
        ? []
        : symbol.OriginalDefinition.Locations.Where(location => location.IsInSource)
            .Select(location => FloorOf(location.SourceTree!.FilePath)).OfType<int>(); // IsInSource says that there is a tree.

    private static IEnumerable<ISymbol> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        var named = model.GetSymbolInfo(node);
        var type = model.GetTypeInfo(node);
        return new[] { named.Symbol }
            .Concat(named.CandidateSymbols)
            .Concat(PartsOf(type.Type))
            .Concat(PartsOf(type.ConvertedType))
            .OfType<ISymbol>();
    }

    private static IEnumerable<ISymbol> PartsOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => PartsOf(array.ElementType),
        IPointerTypeSymbol pointer => PartsOf(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(PartsOf).Prepend(named),
        _ => [],
    };
}
