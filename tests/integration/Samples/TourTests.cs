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

    [Fact]
    public async Task Quickstart_PrintsWhatItsCommentsSay()
    {
        string program = await SampleProgram.BuildAsync("docs/snippets/Quickstart");
        CommandResult result = await Command.RunAsync(RepositoryFiles.Root, program, []);
        string expected = await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs/snippets/Quickstart/expected.txt"));
        Assert.Equal(new CommandResult(0, expected, ""), result);
    }
}
