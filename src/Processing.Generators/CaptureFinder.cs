using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Processing.Generators;

/// <summary>
/// Names what a lambda, a local function or a method group takes along from where it was written: outer locals and parameters, and
/// <c>this</c>. It follows the data into local functions that are called, which the compiler's region analysis does not.
/// </summary>
internal sealed class CaptureFinder
{
    private const string This = "this";

    // The bodies that make up the function: a variable declared in one of them is its own.
    private readonly List<SyntaxNode> _bodies = [];
    private readonly HashSet<IMethodSymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly List<(ISymbol Symbol, string Name)> _mentioned = [];

    private CaptureFinder()
    {
    }

    /// <summary>The captured names, each once, in the order they appear.</summary>
    public static IReadOnlyList<string> Find(IOperation function)
    {
        if (function is IMethodReferenceOperation { Method.MethodKind: not MethodKind.LocalFunction } group)
        {
            return BoundReceiver(group) is { } receiver ? [receiver] : [];
        }

        var finder = new CaptureFinder();
        if (function is IMethodReferenceOperation local)
        {
            finder.Follow(local.Method, local);
        }
        else
        {
            finder.Enter(function);
        }

        return finder._mentioned.Where(mention => !finder.Declares(mention.Symbol)).Select(static mention => mention.Name).Distinct().ToList();
    }

    private static string? BoundReceiver(IMethodReferenceOperation group) => group switch
    {
        { Instance: IInstanceReferenceOperation } => This,
        { Instance: { } instance } => instance.Syntax.ToString(),

        // An extension method called as "receiver.Method" is bound to its first argument.
        { Method: { IsExtensionMethod: true, ReducedFrom: not null }, Syntax: MemberAccessExpressionSyntax access } => access.Expression.ToString(),
        _ => null,
    };

    private void Enter(IOperation body)
    {
        _bodies.Add(body.Syntax);
        Visit(body);
    }

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            // A name is all that nameof takes, and a constant is copied into the code.
            case INameOfOperation:
                return;
            case ILocalReferenceOperation { Local: { IsConst: false } local }:
                _mentioned.Add((local, local.Name));
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                // Several variables of a query share one parameter that the compiler makes up; the text has the name that was written.
                _mentioned.Add((parameter, parameter.Name[0] == '<' ? operation.Syntax.ToString() : parameter.Name));
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type }:
                _mentioned.Add((type, This));
                break;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called }:
                Follow(called, operation);
                break;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } referenced }:
                // Its operand, an implicit "this", is there whether the local function needs it or not.
                Follow(referenced, operation);
                return;
            default:
                break;
        }

        foreach (var child in operation.ChildOperations)
        {
            Visit(child);
        }
    }

    private void Follow(IMethodSymbol localFunction, IOperation from)
    {
        var definition = localFunction.OriginalDefinition;
        if (!_followed.Add(definition))
        {
            return;
        }

        foreach (var reference in definition.DeclaringSyntaxReferences)
        {
            if (from.SemanticModel?.GetOperation(reference.GetSyntax()) is { } body)
            {
                Enter(body);
            }
        }
    }

    private bool Declares(ISymbol symbol)
    {
        // A parameter the compiler made up has no syntax of its own, but the function around it has.
        for (var scope = symbol; scope is not (null or ITypeSymbol); scope = scope.ContainingSymbol)
        {
            if (scope.DeclaringSyntaxReferences.Any(IsInside))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInside(SyntaxReference reference)
        => _bodies.Any(body => body.SyntaxTree == reference.SyntaxTree && body.Span.Contains(reference.Span));
}
