using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Processing.Generators;

/// <summary>
/// Gives every program that can start child processes a module initializer, so that a child can never reach <c>Main</c> by accident,
/// and so that a child compiled ahead of time, where startup hooks do not exist, is taken over at all.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModuleInitializerGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps whose caching the tests hold.</summary>
    internal const string NeedStep = "Need";
    internal const string CallStep = "FreezeSupportCall";
    internal const string ModelStep = "Model";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var need = context.CompilationProvider
            .Select(static (compilation, _) => FindNeed(compilation))
            .WithTrackingName(NeedStep);

        var callsFreezeSupport = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => LooksLikeFreezeSupport(node), static (call, token) => IsFreezeSupport(call, token))
            .WithTrackingName(CallStep)
            .Collect()
            .Select(static (calls, _) => calls.Contains(true));

        var language = context.ParseOptionsProvider
            .Select(static (options, _) => options is CSharpParseOptions csharp ? csharp.LanguageVersion : LanguageVersion.Default);

        var model = need.Combine(callsFreezeSupport).Combine(language)
            .Select(static (pair, _) => (Need: pair.Left.Left, CallsFreezeSupport: pair.Left.Right, Language: pair.Right))
            .WithTrackingName(ModelStep);

        context.RegisterSourceOutput(model, static (output, model) => Emit(output, model.Need, model.CallsFreezeSupport, model.Language));
    }

    internal static InitializerNeed FindNeed(Compilation compilation)
    {
        bool isProgram = compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;
        if (!isProgram || compilation.GetTypeByMetadataName(ProcessingTypes.ProcessingHost) is not { } host)
        {
            return InitializerNeed.Nothing;
        }

        // An older library without the method is left alone rather than given code that does not compile.
        bool canBeCalled = host.GetMembers(ProcessingTypes.OnModuleInitialized).OfType<IMethodSymbol>().Any(static method =>
            method.IsStatic && method.Parameters.Length == 1 && method.Parameters[0].Type.SpecialType == SpecialType.System_Boolean);
        if (!canBeCalled)
        {
            return InitializerNeed.Nothing;
        }

        return compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp9 }
            ? InitializerNeed.NewerLanguage
            : InitializerNeed.Initializer;
    }

    private static bool LooksLikeFreezeSupport(SyntaxNode node) => node is InvocationExpressionSyntax invocation
        && invocation.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == ProcessingTypes.FreezeSupport,
            IdentifierNameSyntax name => name.Identifier.ValueText == ProcessingTypes.FreezeSupport,
            _ => false,
        };

    private static bool IsFreezeSupport(GeneratorSyntaxContext call, CancellationToken cancellationToken)
        => call.SemanticModel.GetSymbolInfo(call.Node, cancellationToken).Symbol is IMethodSymbol method
            && method.ContainingType.ToDisplayString() == ProcessingTypes.ProcessingHost;

    private static void Emit(SourceProductionContext output, InitializerNeed need, bool callsFreezeSupport, LanguageVersion language)
    {
        switch (need)
        {
            case InitializerNeed.Initializer:
                output.AddSource(InitializerSource.FileName, InitializerSource.Write(callsFreezeSupport));
                break;

            // A program that calls FreezeSupport first in Main guards itself.
            case InitializerNeed.NewerLanguage when !callsFreezeSupport:
                output.ReportDiagnostic(
                    Diagnostic.Create(ProcessingDiagnostics.LanguageTooOld, Location.None, language.ToDisplayString()));
                break;

            default:
                break;
        }
    }
}
