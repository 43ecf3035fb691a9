using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Processing.Generators;
using Processing.TestSupport;

namespace Processing.UnitTests.Generators;

public sealed partial class DiagnosticPageTests
{
    private static readonly string[] s_ids = ["PROC001", "PROC002", "PROC1001", "PROC1002", "PROC1003", "PROC1004", "PROC1005", "PROC1006"];

    public static TheoryData<string> Diagnostics => [.. s_ids];

    [Fact]
    public void Pages_CoverEveryDescriptor()
    {
        var descriptors = typeof(ProcessingDiagnostics).GetFields().Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().ToList();

        Assert.Equal(s_ids, descriptors.Select(descriptor => descriptor.Id));
        Assert.All(descriptors, descriptor => Assert.True(File.Exists(RepositoryFiles.PathOf(descriptor.HelpLinkUri)), descriptor.HelpLinkUri));
    }

    [Theory]
    [MemberData(nameof(Diagnostics))]
    public async Task Page_FailingSample_ReportsAndFixedSamplesDoNot(string id)
    {
        string page = await File.ReadAllTextAsync(RepositoryFiles.PathOf($"docs/diagnostics/{id}.md"));
        var samples = CodeBlock().Matches(page).Select(match => (Title: match.Groups["title"].Value, Code: match.Groups["code"].Value)).ToList();

        Assert.Contains(samples, sample => sample.Title == "Fails");
        Assert.Contains(samples, sample => sample.Title == "Fixed");
        foreach (var (title, code) in samples)
        {
            Assert.Equal(title == "Fails" ? [id] : [], await ReportedAsync(code, id));
        }
    }

    private static async Task<IEnumerable<string>> ReportedAsync(string code, string id)
    {
        // PROC002 is about programs in an old language; its fixed samples guard themselves in that same language.
        var language = id == "PROC002" ? LanguageVersion.CSharp8 : LanguageVersion.Latest;
        if (id.Length > "PROC001".Length)
        {
            var withLibrary = TestCompilation.CreateWithLibrary([code]);
            TestCompilation.AssertCompiles(withLibrary);
            return (await FormatterAnalyzerTests.AnalyzeAsync(withLibrary, isTrimmed: id == "PROC1006")).Select(diagnostic => diagnostic.Id);
        }

        var compilation = TestCompilation.Create([ProcessingStubs.Entries, ProcessingStubs.Host, code], language: language);
        TestCompilation.AssertCompiles(compilation);
        var analyzed = await compilation.WithAnalyzers([new CaptureAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        var generated = CSharpGeneratorDriver
            .Create([new ModuleInitializerGenerator().AsSourceGenerator()], parseOptions: CSharpParseOptions.Default.WithLanguageVersion(language))
            .RunGenerators(compilation).GetRunResult().Diagnostics;
        return analyzed.Concat(generated).Select(diagnostic => diagnostic.Id);
    }

    [GeneratedRegex("""^## (?<title>\w+)\n(?:(?!^## |^```).)*^```csharp\n(?<code>.*?)^```""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
