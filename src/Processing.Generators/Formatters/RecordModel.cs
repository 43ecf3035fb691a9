namespace Processing.Generators;

/// <summary>How the members of a type are written and read, and how its values are made.</summary>
/// <param name="Members">The members in the order they are written.</param>
/// <param name="Create">The expression that makes a value, with <c>{0}</c> for the constructor's arguments.</param>
/// <param name="Parameters">How many parameters the constructor has; 0 where the value is built empty.</param>
/// <param name="Accessors">Declarations that reach what C# does not let the generated code name.</param>
internal sealed record RecordModel(EquatableList<MemberModel> Members, string Create, int Parameters, EquatableList<string> Accessors)
{
    public bool IsArray => Members.Count > 0 && Members[0].Index >= 0;
}
