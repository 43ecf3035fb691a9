using System.Numerics;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class ValueFormatterTests
{
    [Theory]
    [InlineData(0, "d6ff00000000")]
    [InlineData(10_000_000, "d6ff00000001")]
    [InlineData(1, "d7ff0000019000000000")]
    [InlineData(42949672950000000, "d6ffffffffff")]
    [InlineData(42949672960000000, "d7ff0000000100000000")]
    [InlineData(-1, "c70cff3b9ac99cffffffffffffffff")]
    [InlineData(171798691840000000, "c70cff000000000000000400000000")]
    public void DateTime_SinceTheEpoch_IsTimestamp(long ticks, string hex)
    {
        var value = DateTime.UnixEpoch.AddTicks(ticks);
        Assert.Equal(hex, ToHex(value));
        Assert.Equal(value, FromHex<DateTime>(hex));
        Assert.Equal(DateTimeKind.Utc, FromHex<DateTime>(hex).Kind);
    }

    [Fact]
    public void DateTime_AtTheEndsOfTime_ComesBack()
    {
        Assert.Equal(DateTime.MinValue, RoundTrip(DateTime.MinValue));
        Assert.Equal(DateTime.MaxValue, RoundTrip(DateTime.MaxValue));
    }

    [Theory]
    [InlineData("d7ffee6b280000000000")] // 10^9 nanoseconds
    [InlineData("c70cff000000007fffffffffffffff")]
    [InlineData("c70cff00000000fffffff1886e08ff")]
    [InlineData("d6fe00000000")]
    [InlineData("d5ff0000")]
    [InlineData("00")]
    public void DateTime_NotATimestamp_IsRefused(string hex) => Refused<DateTime>(hex);

    [Fact]
    public void DateTimeOffset_KeepsClockAndOffset()
    {
        var value = new DateTimeOffset(1970, 1, 1, 2, 0, 1, TimeSpan.FromHours(2));
        Assert.Equal("92d6ff00001c21" + "78", ToHex(value));
        var back = RoundTrip(value);
        Assert.Equal(value.DateTime, back.DateTime);
        Assert.Equal(value.Offset, back.Offset);
        Assert.Equal(DateTimeOffset.MaxValue, RoundTrip(DateTimeOffset.MaxValue));
        Refused<DateTimeOffset>("92d6ff00000000cd0349");
        Refused<DateTimeOffset>("93d6ff000000000000");
    }

    [Fact]
    public void Texts_AreTheirText()
    {
        Assert.Equal("a5" + "312e323530", ToHex(1.250m));
        Assert.Equal("1.250", RoundTrip(1.250m).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(decimal.MinValue, RoundTrip(decimal.MinValue));
        var guid = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");
        Assert.StartsWith("d92430313233343536372d", ToHex(guid), StringComparison.Ordinal);
        Assert.Equal(guid, RoundTrip(guid));
        Assert.Equal("a5312e322e33", ToHex(new Version(1, 2, 3)));
        Assert.Equal(new Version(1, 2, 3), RoundTrip(new Version(1, 2, 3)));
        Assert.Equal(new Uri("http://a/b?c=ä"), RoundTrip(new Uri("http://a/b?c=ä")));
        Assert.Null(RoundTrip<Uri?>(null));
        Refused<decimal>("a131" + "00");
        Refused<decimal>("a0");
        Refused<decimal>("a178");
        Refused<Guid>("a178");
        Refused<Version>("a178");
    }

    [Fact]
    public void IndexesRunesAndComplexNumbers_HaveTheirForm()
    {
        Assert.Equal("05", ToHex(new Index(5)));
        Assert.Equal("ff", ToHex(^0));
        Assert.Equal(^3, RoundTrip(^3));
        Assert.Equal(1..^2, RoundTrip(1..^2));
        Assert.Equal("9201fd", ToHex(1..^2));
        Assert.Equal("ce0001f600", ToHex(new System.Text.Rune(0x1f600)));
        Assert.Equal(new System.Text.Rune(0x1f600), RoundTrip(new System.Text.Rune(0x1f600)));
        Refused<System.Text.Rune>("cdd800");
        Assert.Equal("92cb3ff0000000000000cb4000000000000000", ToHex(new Complex(1, 2)));
        Assert.Equal(new Complex(1, 2), RoundTrip(new Complex(1, 2)));
    }

    [Fact]
    public void Numbers_HaveTheirForm()
    {
        Assert.Equal("05", ToHex(TimeSpan.FromTicks(5)));
        Assert.Equal("01", ToHex(new DateOnly(1, 1, 2)));
        Assert.Equal("07", ToHex(new TimeOnly(7)));
        Assert.Equal("c4020001", ToHex(new BigInteger(256)));
        Assert.Equal("c41000000000000000000000000000000005", ToHex((Int128)5));
        Assert.Equal(UInt128.MaxValue, RoundTrip(UInt128.MaxValue));
        Assert.Equal(BigInteger.MinusOne, RoundTrip(BigInteger.MinusOne));
        Refused<BigInteger>("c0");
        Refused<DateOnly>("ff");
        Refused<TimeOnly>("cf000000c92a69c000");
        Refused<Int128>("c40101");
    }

    [Fact]
    public void Enum_IsItsNumber()
    {
        Assert.Equal("05", ToHex(DayOfWeek.Friday));
        Assert.Equal(DayOfWeek.Friday, RoundTrip(DayOfWeek.Friday));
        Assert.Equal(Small.Low, RoundTrip(Small.Low));
        Assert.Equal(Large.High, RoundTrip(Large.High));
        Assert.Equal((DayOfWeek)77, FromHex<DayOfWeek>("4d"));
        Refused<Small>("cc80");
        Refused<Large>("ff");
        Refused<DayOfWeek>("cf0000000100000000");
    }

    [Fact]
    public void Nullable_IsNilOrValue()
    {
        Assert.Equal("c0", ToHex<int?>(null));
        Assert.Equal("05", ToHex<int?>(5));
        Assert.Null(FromHex<int?>("c0"));
        Assert.Equal(5, FromHex<int?>("05"));
    }

    [Fact]
    public void RemoteException_WithCauses_ComesBack()
    {
        var back = RoundTrip(new RemoteException("A.B", "broken \ud800", "at X", "Process-1", new RemoteException("C", "why", null, "Process-2")));
        Assert.Equal(("A.B", "broken \ufffd", "at X", "Process-1"), (back.RemoteTypeName, back.Message, back.RemoteStackTrace, back.ProcessName));
        var inner = Assert.IsType<RemoteException>(back.InnerException);
        Assert.Equal(("C", "why", null, "Process-2"), (inner.RemoteTypeName, inner.Message, inner.RemoteStackTrace, inner.ProcessName));
    }

    [Fact]
    public void RemoteException_WithEndlessCauses_ArrivesCutOff()
    {
        RemoteException? chain = null;
        for (int i = 0; i < 1000; i++)
        {
            chain = new RemoteException("T", "m", null, "p", chain);
        }

        int depth = 0;
        for (Exception? error = RoundTrip(chain); error is not null; error = error.InnerException)
        {
            depth++;
        }

        Assert.Equal(16, depth);
    }

    private enum Small : sbyte
    {
        Low = sbyte.MinValue,
    }

    private enum Large : ulong
    {
        High = ulong.MaxValue,
    }
}
