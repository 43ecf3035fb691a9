using Processing.TestSupport;

namespace Processing.UnitTests.Architecture;

/// <summary>The library as it stands keeps its own rules; that each rule can fail is shown in <see cref="ArchitectureRuleTests"/>.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Sources_AreFound() => Assert.Contains(SourceFile.Shipping, source => source.Path == "src/Processing.Shared/Time/Deadline.cs");

    [Fact]
    public void Messaging_UsesOnlyItsOwnFloorAndThoseBelow() => AssertNone(FloorRule.FindViolations(SourceFile.Shipping));

    [Fact]
    public void Projects_ReferenceOnlyWhatTheirArrowsAllow()
    {
        var projects = Directory.GetFiles(RepositoryFiles.PathOf("src"), "*.csproj", SearchOption.AllDirectories);

        Assert.NotEmpty(projects);
        AssertNone(projects.SelectMany(file => ProjectArrowRule.FindViolations(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))));
    }

    [Fact]
    public void Sources_KeepTheStyle() => AssertNone(SourceFile.Shipping.SelectMany(StyleRule.FindViolations));

    [Fact]
    public void Sources_NeverAskForAParentDeathSignal() => AssertNone(SourceFile.Shipping.SelectMany(BannedCallRule.FindViolations));

    private static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }
}
