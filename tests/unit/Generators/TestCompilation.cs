using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Processing.UnitTests.Generators;

/// <summary>Compilations against the framework the tests run on, without the library itself: stubs stand in for it.</summary>
internal static class TestCompilation
{
    /// <summary>The framework's assemblies, and those of packages; never the library's own.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("Processing", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>The library itself, for generated code that has to compile against it.</summary>
    public static IReadOnlyList<MetadataReference> Library { get; } =
        [.. new[] { typeof(MessageFormatter), typeof(Processing.Messaging.Connection) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))];

    public static CSharpCompilation CreateWithLibrary(
        IEnumerable<string> sources,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        LanguageVersion language = LanguageVersion.Latest)
        => Create(sources, kind, language).AddReferences(Library);

    public static CSharpCompilation Create(
        IEnumerable<string> sources,
        OutputKind kind = OutputKind.ConsoleApplication,
        LanguageVersion language = LanguageVersion.Latest)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(language);
        return CSharpCompilation.Create(
            "Program",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, path: $"File{index}.cs")),
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Disable));
    }

    /// <summary>Fails when a sample does not compile, because nothing it then shows would count.</summary>
    public static void AssertCompiles(Compilation compilation)
        => Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
