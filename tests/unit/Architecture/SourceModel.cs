using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Processing.UnitTests.Generators;

namespace Processing.UnitTests.Architecture;

/// <summary>All sources of the library in one compilation, so that every name can be traced to the file that declares it.</summary>
internal static class SourceModel
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // What a name that leads nowhere looks like; errors for code that generators would add are of other kinds.
    private static readonly string[] s_unresolved = ["CS0012", "CS0103", "CS0117", "CS0234", "CS0246", "CS0426", "CS1061"];

    private static readonly CSharpParseOptions s_parseOptions = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Preview)
        .WithPreprocessorSymbols("NET", "NETCOREAPP", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "NET10_0");

    public static SyntaxTree Parse(SourceFile source) => CSharpSyntaxTree.ParseText(source.Text, s_parseOptions, source.Path);

    public static CSharpCompilation Compile(IEnumerable<SourceFile> sources) => CSharpCompilation.Create(
        "Sources",
        [.. sources.Select(Parse), CSharpSyntaxTree.ParseText(ImplicitUsings, s_parseOptions)],
        TestCompilation.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The names that could not be traced: while there are any, no rule about names is decided.</summary>
    public static IEnumerable<string> FindUnresolvedNames(CSharpCompilation compilation) => compilation.GetDiagnostics()
        .Where(diagnostic => s_unresolved.Contains(diagnostic.Id))
        .Select(diagnostic => diagnostic.ToString());
}
