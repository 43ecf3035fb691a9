using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Processing.Generators;

/// <summary>
/// PROC001: whatever is passed to a parameter marked <c>[ProcessEntry]</c> runs in another process, where captured variables do not exist.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CaptureAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(ProcessingDiagnostics.CapturedByProcessEntry);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(ProcessingTypes.ProcessEntryAttribute) is { } entryAttribute)
            {
                start.RegisterOperationAction(argument => Check(argument, entryAttribute), OperationKind.Argument);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol entryAttribute)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument.ArgumentKind != ArgumentKind.Explicit || argument.Parameter is not { } parameter || !IsEntry(parameter, entryAttribute))
        {
            return;
        }

        foreach (var function in FunctionsIn(argument.Value))
        {
            var captured = CaptureFinder.Find(function);
            if (captured.Count > 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    ProcessingDiagnostics.CapturedByProcessEntry,
                    function.Syntax.GetLocation(),
                    string.Join(", ", captured.Select(static name => $"'{name}'")),
                    NameOfCalled(parameter.ContainingSymbol)));
            }
        }
    }

    private static string NameOfCalled(ISymbol called)
        => called is IMethodSymbol { MethodKind: MethodKind.Constructor } ? called.ContainingType.Name : called.Name;

    private static bool IsEntry(IParameterSymbol parameter, INamedTypeSymbol entryAttribute)
        => parameter.OriginalDefinition.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, entryAttribute));

    /// <summary>The lambdas and method groups an expression may yield; a delegate that came from elsewhere is judged at run time.</summary>
    private static IEnumerable<IOperation> FunctionsIn(IOperation? value)
    {
        switch (value)
        {
            case IConversionOperation conversion:
                return FunctionsIn(conversion.Operand);
            case IDelegateCreationOperation creation:
                return FunctionsIn(creation.Target);
            case IConditionalOperation conditional:
                return FunctionsIn(conditional.WhenTrue).Concat(FunctionsIn(conditional.WhenFalse));
            case ICoalesceOperation coalesce:
                return FunctionsIn(coalesce.Value).Concat(FunctionsIn(coalesce.WhenNull));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(static arm => FunctionsIn(arm.Value));
            case IAnonymousFunctionOperation or IMethodReferenceOperation:
                return [value];
            default:
                return [];
        }
    }
}
