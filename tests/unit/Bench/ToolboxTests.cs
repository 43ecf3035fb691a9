using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class ToolboxTests
{
    [Theory]
    [InlineData("3.11.7", 3, 11)]
    [InlineData("3.14.0rc1", 3, 14)]
    [InlineData("2.7", 2, 7)]
    [InlineData("?", 0, 0)]
    public void ParseVersion_Text_IsItsMajorAndMinor(string text, int major, int minor) =>
        Assert.Equal(new Version(major, minor), Toolbox.ParseVersion(text));
}
