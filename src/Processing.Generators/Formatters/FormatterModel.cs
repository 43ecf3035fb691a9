namespace Processing.Generators;

/// <summary>The formatter of one type.</summary>
/// <param name="Type">The type's full name in C#.</param>
/// <param name="RuntimeName">What <c>Type.Name</c> is at run time.</param>
/// <param name="Factory">The call that makes a formatter of the library; empty for a record.</param>
/// <param name="Record">The members; null for a formatter of the library.</param>
internal sealed record FormatterModel(string Type, string RuntimeName, string Factory, RecordModel? Record);
