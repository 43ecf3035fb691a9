using Processing.TestSupport;

namespace Processing.UnitTests;

public sealed class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(RepositoryFiles.PathOf("README.md"));

    [Fact]
    public void Code_IsTheProgramThatIsCompiledAndTested()
    {
        string[] blocks = [.. s_readme.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];
        string[] programs = ["docs/snippets/Quickstart/Program.cs", "docs/snippets/Meeting/Program.cs"];
        Assert.Equal(programs.Select(program => File.ReadAllText(RepositoryFiles.PathOf(program))), blocks);
    }

    [Fact]
    public void TestCommand_IsThereOnce()
        => Assert.Single(s_readme.Split('\n'), line => line.StartsWith("dotnet test", StringComparison.Ordinal));

    [Fact]
    public void Links_LeadToFilesThatAreThere()
    {
        string[] targets = [.. s_readme.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])];
        Assert.All(
            targets.Where(target => !target.StartsWith("https://", StringComparison.Ordinal)),
            target => Assert.True(Path.Exists(RepositoryFiles.PathOf(target)), target));
    }
}
