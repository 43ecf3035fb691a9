using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Processing.Generators;

/// <summary>
/// Writes formatters for the types with <c>[Message]</c> and for those that are seen to be sent or received, with all they are made of, so
/// that no reflection is needed at run time. What is wrong with a type is reported by <see cref="FormatterAnalyzer"/>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class FormatterGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps whose caching the tests hold.</summary>
    internal const string NeedStep = "FormatterNeed";
    internal const string MessageStep = "MessageTypes";
    internal const string UnionStep = "UnionTypes";
    internal const string CallStep = "Calls";
    internal const string ModelStep = "Formatters";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var need = context.CompilationProvider.Select(static (compilation, _) => FindNeed(compilation)).WithTrackingName(NeedStep);
        var messages = Marked(context, ProcessingTypes.MessageAttribute, MessageStep);
        var unions = Marked(context, ProcessingTypes.UnionAttribute, UnionStep);
        var calls = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => CallRoots.IsCandidate(node), static (node, token) => FindCall(node, token))
            .Where(static call => call is not null)
            .Select(static (call, _) => call!) // the line above let no null pass
            .WithTrackingName(CallStep);

        var formatters = messages.Collect().Combine(unions.Collect()).Combine(calls.Collect())
            .Select(static (found, _) => Merge(found.Left.Left, found.Left.Right, found.Right))
            .Combine(need)
            .WithTrackingName(ModelStep);

        context.RegisterSourceOutput(formatters, static (output, found) =>
        {
            if (found.Right != FormatterNeed.Nothing && found.Left.Count > 0)
            {
                output.AddSource(FormatterSource.FileName, FormatterSource.Write(found.Left, found.Right));
            }
        });
    }

    private static IncrementalValuesProvider<FoundCall> Marked(
        IncrementalGeneratorInitializationContext context, string attribute, string step)
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => Follow(ImmutableArray.Create((ITypeSymbol)found.TargetSymbol), found.SemanticModel.Compilation))
            .WithTrackingName(step);

    private static FormatterNeed FindNeed(Compilation compilation)
        => compilation.GetTypeByMetadataName(ProcessingTypes.FormatterProvider) is null
            || compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp9 }
            ? FormatterNeed.Nothing
            : ModuleInitializerGenerator.FindNeed(compilation) == InitializerNeed.Initializer ? FormatterNeed.Guard
            : FormatterNeed.Initializer;

    private static FoundCall? FindCall(GeneratorSyntaxContext found, CancellationToken cancellationToken)
    {
        var symbol = found.SemanticModel.GetSymbolInfo(found.Node, cancellationToken).Symbol;
        if (CallRoots.RegisteredBy(symbol) is { } registered)
        {
            return new FoundCall(default, TypeNames.Full(registered));
        }

        var roots = CallRoots.Of(symbol);
        return roots.IsEmpty ? null : Follow(roots, found.SemanticModel.Compilation);
    }

    private static FoundCall Follow(ImmutableArray<ITypeSymbol> roots, Compilation compilation)
    {
        var walker = new TypeWalker(compilation, formatted: []);
        foreach (var root in roots)
        {
            walker.Visit(root);
        }

        return new FoundCall(new EquatableList<FormatterModel>(walker.Models), "");
    }

    private static EquatableList<FormatterModel> Merge(
        ImmutableArray<FoundCall> messages, ImmutableArray<FoundCall> unions, ImmutableArray<FoundCall> calls)
    {
        var registered = new HashSet<string>(calls.Select(static call => call.Registered));
        var byType = new SortedDictionary<string, FormatterModel>(System.StringComparer.Ordinal);
        foreach (var model in messages.Concat(unions).Concat(calls).SelectMany(static call => call.Models))
        {
            if (!registered.Contains(model.Type))
            {
                byType[model.Type] = model;
            }
        }

        return new EquatableList<FormatterModel>(byType.Values);
    }
}
