using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Why a type has no formatter. Never part of a pipeline: it holds symbols.</summary>
/// <param name="Rule">Which diagnostic it is.</param>
/// <param name="Type">The type that cannot travel.</param>
/// <param name="Subject">What the message names first.</param>
/// <param name="Reason">The rest of the message.</param>
internal sealed record Flaw(DiagnosticDescriptor Rule, ITypeSymbol Type, string Subject, string Reason);
