using Processing.TestSupport;

namespace Processing.UnitTests.PublicApi;

/// <summary>The committed surface of an assembly, and how it differs from the one that was built.</summary>
internal static class ApiFile
{
    public const string AcceptVariable = "PROCESSING_ACCEPT_API";

    public static string PathOf(string assembly) => RepositoryFiles.PathOf($"docs/api/{assembly}.txt");

    /// <summary>The lines that went and came, each with the type it stands under; empty when nothing changed.</summary>
    public static IReadOnlyList<string> Compare(string committed, string actual)
    {
        var before = Qualify(committed);
        var after = Qualify(actual);
        return
        [
            .. before.Except(after).Select(line => (Line: line, Mark: "- ")).Concat(after.Except(before).Select(line => (Line: line, Mark: "+ ")))
                .OrderBy(change => change.Line, StringComparer.Ordinal)
                .Select(change => change.Mark + change.Line),
        ];
    }

    // A member belongs to the type whose line is above it, so that equal members of two types are not taken for one.
    private static List<string> Qualify(string text)
    {
        List<string> lines = [];
        string type = "";
        foreach (string line in text.Split('\n').Where(line => line.Length > 0))
        {
            type = line[0] == ' ' ? type : line;
            lines.Add(line[0] == ' ' ? $"{type} | {line.Trim()}" : line);
        }

        return lines;
    }
}
