namespace Processing.Generators;

/// <summary>What one call or one marked type asks for.</summary>
/// <param name="Models">The formatters.</param>
/// <param name="Registered">A type that has a formatter of the user's; empty for most.</param>
internal sealed record FoundCall(EquatableList<FormatterModel> Models, string Registered);
