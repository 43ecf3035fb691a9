using System.Xml.Linq;

namespace Processing.UnitTests.Architecture;

/// <summary>Which shipping project may reference which: arrows point down, Messaging and Sync never meet.</summary>
internal static class ProjectArrowRule
{
    private const string Generators = "Processing.Generators";

    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Processing.Shared"] = [],
        ["Processing.Messaging"] = ["Processing.Shared"],
        ["Processing.Sync"] = ["Processing.Shared"],
        ["Processing"] = ["Processing.Messaging", "Processing.Sync", Generators],
        [Generators] = [],
    };

    public static IReadOnlyList<string> FindViolations(string project, string xml)
    {
        if (!s_arrows.TryGetValue(project, out string[]? allowed))
        {
            return [$"{project} is a room without arrows: draw them in docs/architecture.md and add them to {nameof(ProjectArrowRule)}."];
        }

        var items = XDocument.Parse(xml).Descendants().ToList();
        return
        [
            .. from reference in items.Where(item => item.Name.LocalName == "ProjectReference")
               let name = NameOf(reference)
               where !allowed.Contains(name)
               select $"{project} must not reference {name}.",
            .. from reference in items.Where(item => item.Name.LocalName == "ProjectReference")
               where NameOf(reference) == Generators && allowed.Contains(Generators) && !IsAnalyzer(reference)
               select $"{project} must take {Generators} as an analyzer only.",
            .. from reference in items.Where(item => item.Name.LocalName is "Compile" or "Reference" or "Import")
               let target = (string?)reference.Attribute("Include") ?? (string?)reference.Attribute("Project") ?? ""
               where target.Contains("..", StringComparison.Ordinal)
               select $"{project} must not reach into another room with {reference.Name.LocalName} {target}.",
        ];
    }

    private static string NameOf(XElement reference)
        => Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'));

    private static bool IsAnalyzer(XElement reference)
        => (string?)reference.Attribute("OutputItemType") == "Analyzer" && (string?)reference.Attribute("ReferenceOutputAssembly") == "false";
}
