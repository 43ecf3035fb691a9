using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>What the documentation shows does what it says.</summary>
public sealed class TourTests : CleanTestBase
{
    [Fact]
    public async Task Tour_Check_FindsEveryOutputAsExpected()
    {
        string program = await SampleProgram.BuildAsync("samples/Tour");
        CommandResult result = await Command.RunAsync(RepositoryFiles.Root, program, ["--check"]);
        Assert.True(result is { ExitCode: 0, Error: "" }, result.Everything);
        Assert.Contains("# A pool of four workers\n0 1 4 9 16 25 36 49 64 81\n", result.Output);
    }

    [Theory]
    [InlineData("docs/snippets/Quickstart")]
    [InlineData("docs/snippets/Meeting")]
    public async Task Snippet_PrintsWhatItsCommentsSay(string snippet)
    {
        string program = await SampleProgram.BuildAsync(snippet);
        CommandResult result = await Command.RunAsync(RepositoryFiles.Root, program, []);
        string expected = await File.ReadAllTextAsync(RepositoryFiles.PathOf($"{snippet}/expected.txt"));
        Assert.Equal(new CommandResult(0, expected, ""), result);
    }
}
