namespace Processing.Generators;

/// <summary>One member that travels, as text for the generated code.</summary>
/// <param name="Name">Its name in the type.</param>
/// <param name="Key">Its name in a map.</param>
/// <param name="Index">Its place in an array; -1 in a map.</param>
/// <param name="Type">Its type's full name.</param>
/// <param name="Get">The expression that reads it from <c>value</c>.</param>
/// <param name="Set">The statement that sets it on <c>value</c>, with <c>{0}</c> for the value; empty where it is not set.</param>
/// <param name="Parameter">Its position among the constructor's parameters; -1 where it is none of them.</param>
/// <param name="Default">The argument when the message has none.</param>
internal sealed record MemberModel(
    string Name, string Key, int Index, string Type, string Get, string Set, int Parameter, string Default)
{
    public bool IsRestored => Set.Length > 0 || Parameter >= 0;
}
