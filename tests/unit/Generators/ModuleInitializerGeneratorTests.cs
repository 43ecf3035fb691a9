using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Processing.Generators;

namespace Processing.UnitTests.Generators;

public sealed class ModuleInitializerGeneratorTests
{
    private const string PlainProgram = "class Program { static void Main() { } }";

    [Fact]
    public void Generate_ProgramWithHost_CallsHostBeforeMain()
    {
        var (result, output) = Run([ProcessingStubs.Host, PlainProgram]);

        string source = Assert.Single(result.GeneratedTrees).ToString();
        Assert.Contains("global::Processing.Messaging.ProcessingHost.OnModuleInitialized(callsFreezeSupport: false);", source, StringComparison.Ordinal);
        Assert.Contains("global::System.Runtime.CompilerServices.ModuleInitializer", source, StringComparison.Ordinal);
        TestCompilation.AssertCompiles(output);
    }

    [Fact]
    public void Generate_WindowsProgram_EmitsInitializer()
        => Assert.Single(Run([ProcessingStubs.Host, PlainProgram], OutputKind.WindowsApplication).Result.GeneratedTrees);

    [Fact]
    public void Generate_Library_EmitsNothing()
        => AssertNothing(Run([ProcessingStubs.Host, "class C { }"], OutputKind.DynamicallyLinkedLibrary).Result);

    [Fact]
    public void Generate_ProgramWithoutHost_EmitsNothing() => AssertNothing(Run([PlainProgram]).Result);

    [Fact]
    public void Generate_HostWithoutTheMethod_EmitsNothing()
        => AssertNothing(Run(["namespace Processing.Messaging { public static class ProcessingHost { } }", PlainProgram]).Result);

    [Theory]
    [InlineData("using Processing.Messaging; class Program { static void Main() { ProcessingHost.FreezeSupport(); } }")]
    [InlineData("class Program { static void Main() { Processing.Messaging.ProcessingHost.FreezeSupport(); } }")]
    [InlineData("using static Processing.Messaging.ProcessingHost; class Program { static void Main() { FreezeSupport(); } }")]
    [InlineData("using Host = Processing.Messaging.ProcessingHost; class Program { static void Main() { Host.FreezeSupport(); } }")]
    [InlineData("Processing.Messaging.ProcessingHost.FreezeSupport();")]
    public void Generate_ProgramCallsFreezeSupport_SaysSo(string program)
    {
        var (result, output) = Run([ProcessingStubs.Host, program]);

        Assert.Contains("callsFreezeSupport: true", Assert.Single(result.GeneratedTrees).ToString(), StringComparison.Ordinal);
        TestCompilation.AssertCompiles(output);
    }

    [Theory]
    [InlineData("class Other { public static void FreezeSupport() { } } class Program { static void Main() { Other.FreezeSupport(); } }")]
    [InlineData("class Program { static void Main() { FreezeSupport(); } static void FreezeSupport() { } }")]
    [InlineData("class Program { static void Main() { var name = nameof(Processing.Messaging.ProcessingHost.FreezeSupport); } }")]
    public void Generate_SameNameOfSomethingElse_IsNotACall(string program)
        => Assert.Contains(
            "callsFreezeSupport: false",
            Assert.Single(Run([ProcessingStubs.Host, program]).Result.GeneratedTrees).ToString(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.Latest)]
    public void Generate_OldestSupportedLanguages_Compiles(LanguageVersion language)
    {
        var (result, output) = Run([ProcessingStubs.Host, PlainProgram], language: language);

        Assert.Single(result.GeneratedTrees);
        TestCompilation.AssertCompiles(output);
    }

    [Fact]
    public void Generate_LanguageBeforeModuleInitializers_ReportsProc002()
    {
        var (result, _) = Run([ProcessingStubs.Host, PlainProgram], language: LanguageVersion.CSharp8);

        Assert.Empty(result.GeneratedTrees);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("PROC002", diagnostic.Id);
        Assert.Contains("C# 8.0", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_OldLanguageThatCallsFreezeSupport_IsAccepted()
        => AssertNothing(Run(
            [ProcessingStubs.Host, "class Program { static void Main() { Processing.Messaging.ProcessingHost.FreezeSupport(); } }"],
            language: LanguageVersion.CSharp8).Result);

    [Fact]
    public void Generate_UnrelatedEdit_RunsNothingAgain()
    {
        var compilation = TestCompilation.Create(
            [ProcessingStubs.Host, "Processing.Messaging.ProcessingHost.FreezeSupport();", "class Unrelated { }"]);
        var driver = CreateDriver().RunGenerators(compilation);

        var unrelated = compilation.SyntaxTrees[2];
        var edited = compilation.ReplaceSyntaxTree(unrelated, unrelated.WithChangedText(
            Microsoft.CodeAnalysis.Text.SourceText.From("class Unrelated { void M() { System.Console.WriteLine(); } }")));
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        AssertUnchanged(result, ModuleInitializerGenerator.NeedStep);
        AssertUnchanged(result, ModuleInitializerGenerator.CallStep);
        AssertUnchanged(result, ModuleInitializerGenerator.ModelStep);
        var outputs = result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void Generate_CallAddedByAnEdit_IsNoticed()
    {
        var compilation = TestCompilation.Create([ProcessingStubs.Host, PlainProgram]);
        var driver = CreateDriver().RunGenerators(compilation);

        var program = compilation.SyntaxTrees[1];
        var edited = compilation.ReplaceSyntaxTree(program, program.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(
            "class Program { static void Main() { Processing.Messaging.ProcessingHost.FreezeSupport(); } }")));

        string source = Assert.Single(driver.RunGenerators(edited).GetRunResult().GeneratedTrees).ToString();
        Assert.Contains("callsFreezeSupport: true", source, StringComparison.Ordinal);
    }

    private static void AssertNothing(GeneratorDriverRunResult result)
    {
        Assert.Empty(result.GeneratedTrees);
        Assert.Empty(result.Diagnostics);
    }

    private static void AssertUnchanged(GeneratorRunResult result, string step)
    {
        var outputs = result.TrackedSteps[step].SelectMany(run => run.Outputs).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.True(
            output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
            $"Step {step} was {output.Reason}."));
    }

    private static CSharpGeneratorDriver CreateDriver(LanguageVersion language = LanguageVersion.Latest) => CSharpGeneratorDriver.Create(
        [new ModuleInitializerGenerator().AsSourceGenerator()],
        parseOptions: CSharpParseOptions.Default.WithLanguageVersion(language),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static (GeneratorDriverRunResult Result, Compilation Output) Run(
        string[] sources,
        OutputKind kind = OutputKind.ConsoleApplication,
        LanguageVersion language = LanguageVersion.Latest)
    {
        var driver = CreateDriver(language)
            .RunGeneratorsAndUpdateCompilation(TestCompilation.Create(sources, kind, language), out var output, out _);
        return (driver.GetRunResult(), output);
    }
}
