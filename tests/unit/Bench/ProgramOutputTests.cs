using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class ProgramOutputTests
{
    [Theory]
    [InlineData("{\"value\": 12.5}\n", 12.5)]
    [InlineData("{\"value\":1e6}", 1e6)]
    public void Parse_OneFigure_IsTheFigure(string output, double expected)
    {
        RunOutcome outcome = ProgramRunner.Parse(output);

        Assert.Null(outcome.Failure);
        Assert.Equal(expected, outcome.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"value\": null}")]
    [InlineData("{\"value\": 0}")]
    [InlineData("{\"value\": -1}")]
    [InlineData("{\"value\": 1}\n{\"value\": 2}")]
    [InlineData("Traceback")]
    public void Parse_AnythingElse_IsAFailure(string output) =>
        Assert.NotNull(ProgramRunner.Parse(output).Failure);
}
