using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class ReportTableTests
{
    [Theory]
    [InlineData(0.000247, "0.00025")]
    [InlineData(0.0123, "0.012")]
    [InlineData(1.234, "1.23")]
    [InlineData(12.34, "12.3")]
    [InlineData(1234, "1234")]
    [InlineData(45678, "45.7 k")]
    [InlineData(183456, "183 k")]
    [InlineData(7.65e6, "7.65 M")]
    public void Figure_Value_HasAboutThreeDigits(double value, string expected) =>
        Assert.Equal(expected, ReportTable.Figure(value));
}
