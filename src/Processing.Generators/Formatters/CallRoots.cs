using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Processing.Generators;

/// <summary>Finds the types that calls of the library send and receive: the type arguments of these calls.</summary>
internal static class CallRoots
{
    private const string Register = "Register";

    private static readonly HashSet<string> s_methods =
    [
        "Send", "SendAsync", "Receive", "ReceiveAsync", "TryReceive", "TryReceiveAsync", "Create", "Start", "Run", "RunAsync", "Map", "MapAsync",
        "MapOutcomes", "MapOutcomesAsync", "Imap", "ImapAsync", "ImapUnordered", "ImapUnorderedAsync", "Serialize", "Deserialize", "Write", "Read",
    ];

    private static readonly HashSet<string> s_types = ["PipeQueue", "IProcessQueue"];

    private static readonly HashSet<string> s_namespaces = ["Processing", "Processing.Messaging"];

    /// <summary>Whether the syntax may be such a call, or name a queue; judged by names alone.</summary>
    public static bool IsCandidate(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: var called } => NameOf(called) is { } name && (name == Register || s_methods.Contains(name)),
        GenericNameSyntax generic => s_types.Contains(generic.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The types sent or received by the method or constructor, or kept by the queue; empty for what is not the library's.</summary>
    public static ImmutableArray<ITypeSymbol> Of(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } made => OfQueue(made.ContainingType),
        IMethodSymbol method when s_methods.Contains(method.Name) && IsOfTheLibrary(method.ContainingType)
            => method.TypeArguments.AddRange(method.ContainingType.TypeArguments),
        INamedTypeSymbol type => OfQueue(type),
        _ => ImmutableArray<ITypeSymbol>.Empty,
    };

    /// <summary>The type that the call registers a formatter for; null for any other call.</summary>
    public static ITypeSymbol? RegisteredBy(ISymbol? symbol)
        => symbol is IMethodSymbol { Name: Register, TypeArguments: { Length: 1 } arguments, ContainingType.Name: "MessageFormatter" } method
            && IsOfTheLibrary(method.ContainingType)
            ? arguments[0]
            : null;

    private static ImmutableArray<ITypeSymbol> OfQueue(INamedTypeSymbol type)
        => s_types.Contains(type.Name) && IsOfTheLibrary(type) ? type.TypeArguments : ImmutableArray<ITypeSymbol>.Empty;

    private static bool IsOfTheLibrary(INamedTypeSymbol? type) => type is not null && s_namespaces.Contains(type.ContainingNamespace.ToDisplayString());

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
