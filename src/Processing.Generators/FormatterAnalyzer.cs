using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Processing.Generators;

/// <summary>PROC1001 to PROC1006: types that are marked or seen to be sent, but for which there can be no formatter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormatterAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        ProcessingDiagnostics.CannotBeSent,
        ProcessingDiagnostics.KeyClash,
        ProcessingDiagnostics.NotRestorable,
        ProcessingDiagnostics.OpenGeneric,
        ProcessingDiagnostics.WrongUnion,
        ProcessingDiagnostics.ReflectionWhenTrimmed);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(ProcessingTypes.FormatterProvider) is not null)
            {
                var findings = new Findings(start.Compilation, IsTrimmed(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions));
                start.RegisterOperationAction(findings.Look, OperationKind.Invocation, OperationKind.ObjectCreation);
                start.RegisterSymbolAction(findings.LookAtType, SymbolKind.NamedType);
                start.RegisterCompilationEndAction(findings.Report);
            }
        });
    }

    private static bool IsTrimmed(AnalyzerConfigOptions options) => IsOn(options, "PublishTrimmed") || IsOn(options, "PublishAot");

    private static bool IsOn(AnalyzerConfigOptions options, string property)
        => options.TryGetValue("build_property." + property, out string? value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>What was found; followed and reported at the end, when all registered formatters are known.</summary>
    private sealed class Findings(Compilation compilation, bool isTrimmed)
    {
        private readonly ConcurrentDictionary<string, bool> _registered = new();
        private readonly ConcurrentBag<(ITypeSymbol Type, Location Location)> _roots = [];

        public void Look(OperationAnalysisContext context)
        {
            ISymbol? called = context.Operation is IInvocationOperation invocation ? invocation.TargetMethod
                : ((IObjectCreationOperation)context.Operation).Constructor;
            if (CallRoots.RegisteredBy(called) is { } registered)
            {
                _registered[TypeNames.Full(registered)] = true;
            }

            foreach (var root in CallRoots.Of(called))
            {
                var location = context.Operation.Syntax.GetLocation();
                if (!TypeNames.IsOpen(root))
                {
                    _roots.Add((root, location));
                    continue;
                }

                var rule = ProcessingDiagnostics.OpenGeneric;
                var severity = isTrimmed ? DiagnosticSeverity.Warning : rule.DefaultSeverity;
                context.ReportDiagnostic(Diagnostic.Create(
                    rule, location, severity, null, null, TypeNames.Short(root), called!.Name)); // a root was found in it
            }
        }

        public void LookAtType(SymbolAnalysisContext context)
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (IsMarked(type))
            {
                _roots.Add((type, type.Locations[0]));
            }
        }

        public void Report(CompilationAnalysisContext context)
        {
            var reported = new HashSet<(string, string, Location)>();
            foreach (var (root, location) in _roots)
            {
                foreach (var (type, diagnostic) in Follow(root, location))
                {
                    if (reported.Add((diagnostic.Id, TypeNames.Full(type), diagnostic.Location)))
                    {
                        context.ReportDiagnostic(diagnostic);
                    }
                }
            }
        }

        private IEnumerable<(ITypeSymbol Type, Diagnostic Diagnostic)> Follow(ITypeSymbol root, Location location)
        {
            var walker = new TypeWalker(compilation, _registered.Keys);
            walker.Visit(root);
            foreach (var flaw in walker.Flaws)
            {
                yield return (flaw.Type, Diagnostic.Create(flaw.Rule, PlaceOf(flaw.Type, location), flaw.Subject, flaw.Reason));
            }

            foreach (var missing in isTrimmed ? walker.Missing : [])
            {
                yield return (missing, Diagnostic.Create(ProcessingDiagnostics.ReflectionWhenTrimmed, location, TypeNames.Short(missing)));
            }
        }

        private static bool IsMarked(ITypeSymbol type) => MessageAttributes.Message(type) is not null || MessageAttributes.Unions(type).Length > 0;

        // What is wrong with a type of this project with an attribute is reported where the type is, however many calls send it.
        private static Location PlaceOf(ITypeSymbol type, Location call)
            => IsMarked(type) && type.Locations.FirstOrDefault(static place => place.IsInSource) is { } place ? place : call;
    }
}
