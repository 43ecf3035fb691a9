using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class MachineFactsTests
{
    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-1", 2)]
    [InlineData("0,2-5", 5)]
    public void CountCpus_List_CountsItsCpus(string list, int expected) =>
        Assert.Equal(expected, MachineFacts.CountCpus(list));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("0-1-2")]
    public void CountCpus_NoList_SaysSo(string list) =>
        Assert.Throws<BenchException>(() => MachineFacts.CountCpus(list));

    [Fact]
    public void CountCpus_NotPinned_IsTheWholeMachine() =>
        Assert.Equal(Environment.ProcessorCount, MachineFacts.CountCpus(null));
}
