namespace Processing.Bench;

/// <summary>Who is measured: the library and its peers, by the names the JSON uses.</summary>
internal static class Contender
{
    public const string Ours = "ours";
    public const string CPython = "cpython";
    public const string C = "c";
    public const string DotNet = "dotnet";
    public const string Node = "node";
}
