using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class SummaryTests
{
    [Fact]
    public void Of_OddCount_TakesTheMiddle() =>
        Assert.Equal(new Summary(1, 3, 9), Summary.Of([9, 1, 3]));

    [Fact]
    public void Of_EvenCount_TakesTheMeanOfTheTwoInTheMiddle() =>
        Assert.Equal(new Summary(1, 2.5, 9), Summary.Of([9, 3, 1, 2]));

    [Fact]
    public void Of_OneValue_IsThatValueThreeTimes() =>
        Assert.Equal(new Summary(4, 4, 4), Summary.Of([4]));

    [Fact]
    public void Of_NoValue_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Summary.Of([]));
}
