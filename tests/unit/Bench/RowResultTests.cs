using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class RowResultTests
{
    private static readonly Row s_micros = new("row", "us", Better.Lower, Contender.CPython, Contender.C)
    {
        Budget = new Dictionary<string, double> { [Contender.CPython] = 30, [Contender.C] = 0.5 },
    };

    private static readonly Row s_speedUp = new("row", "x", Better.Higher, Contender.CPython) { Target = 1.9 };

    [Fact]
    public void Judge_LowerIsBetter_DividesThePeerByUs()
    {
        RowResult result = RowResult.Judge(s_micros, Figures((Contender.Ours, 2), (Contender.CPython, 80), (Contender.C, 1)));

        Assert.Equal(40, result.Ratio[Contender.CPython]);
        Assert.Equal(0.5, result.Ratio[Contender.C]);
        Assert.True(result.Ok);
    }

    [Fact]
    public void Judge_HigherIsBetter_DividesUsByThePeer()
    {
        Row row = s_micros with { Better = Better.Higher };

        RowResult result = RowResult.Judge(row, Figures((Contender.Ours, 80), (Contender.CPython, 2), (Contender.C, 100)));

        Assert.Equal(40, result.Ratio[Contender.CPython]);
        Assert.Equal(0.8, result.Ratio[Contender.C]);
        Assert.True(result.Ok);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0.99)]
    public void Judge_OneBudgetMissed_IsNotOk(double cpython, double c)
    {
        RowResult result = RowResult.Judge(s_micros, Figures((Contender.Ours, 2), (Contender.CPython, cpython), (Contender.C, c)));

        Assert.False(result.Ok);
    }

    [Fact]
    public void Judge_AbsentPeer_IsNullAndHoldsNobodyToItsBudget()
    {
        RowResult result = RowResult.Judge(s_micros, Figures((Contender.Ours, 2), (Contender.CPython, 80)));

        Assert.Null(result.Peers[Contender.C]);
        Assert.Null(result.Ratio[Contender.C]);
        Assert.True(result.Ok);
    }

    [Fact]
    public void Judge_WithoutOurs_IsNotOk()
    {
        RowResult result = RowResult.Judge(s_micros, Figures((Contender.CPython, 80), (Contender.C, 1)));

        Assert.Null(result.Ours);
        Assert.All(result.Ratio.Values, ratio => Assert.Null(ratio));
        Assert.False(result.Ok);
    }

    [Theory]
    [InlineData(1.89, false)]
    [InlineData(1.9, true)]
    public void Judge_Target_IsComparedWithOurOwnMedian(double ours, bool ok) =>
        Assert.Equal(ok, RowResult.Judge(s_speedUp, Figures((Contender.Ours, ours), (Contender.CPython, 5))).Ok);

    [Fact]
    public void Judge_UsesTheMedians()
    {
        var figures = new Dictionary<string, Summary>
        {
            [Contender.Ours] = new(1, 2, 100),
            [Contender.CPython] = new(3, 60, 900),
        };

        Assert.Equal(30, RowResult.Judge(s_micros, figures).Ratio[Contender.CPython]);
    }

    private static Dictionary<string, Summary> Figures(params (string Contender, double Value)[] figures) =>
        figures.ToDictionary(figure => figure.Contender, figure => Summary.Of([figure.Value]));
}
