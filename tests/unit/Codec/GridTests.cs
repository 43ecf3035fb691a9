using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class GridTests
{
    [Fact]
    public void Grid_IsLengthsAndElements()
    {
        var grid = new[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal("93020396010203040506", ToHex(grid));
        Assert.Equal(grid, FromHex<int[,]>("93020396010203040506"));
        Assert.Null(FromHex<int[,]?>("c0"));
        Assert.Equal("94010102" + "92a161a162", ToHex(new[, ,] { { { "a", "b" } } }));
        Assert.Equal(new[, ,] { { { "a", "b" } } }, RoundTrip(new[, ,] { { { "a", "b" } } }));
        Assert.Equal(new int[1, 2, 1, 3], RoundTrip(new int[1, 2, 1, 3]));
        Assert.Equal(new int[0, 5], RoundTrip(new int[0, 5]));
        Assert.Equal(new double[30, 40], RoundTrip(new double[30, 40]));
    }

    [Theory]
    [InlineData("930203950102030405")]
    [InlineData("9202920102")]
    [InlineData("93ff029103")]
    [InlineData("93ce7fffffffce7fffffff90")]
    [InlineData("93ce7fffffff0290")]
    public void Grid_WhoseLengthsLie_IsRefused(string hex) => Refused<int[,]>(hex);

    [Fact]
    public void Grid_ThatStartsElsewhere_IsNotSent()
        => Assert.Contains("start at 0", Unsendable((int[,])Array.CreateInstance(typeof(int), [1, 1], [1, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void Grid_OfOtherElements_IsNotSent() => Unsendable<object[,]>(new string[1, 1]);
}
