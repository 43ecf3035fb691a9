using System.Buffers;

namespace Processing.UnitTests;

public sealed class AuthKeyTests
{
    private const string Secret = "a secret of more than sixteen bytes";

    [Fact]
    public void ToString_AnyKey_ShowsNothingOfIt()
    {
        var key = AuthKey.FromText(Secret);
        Assert.Equal("AuthKey(hidden)", key.ToString());
        Assert.Equal("AuthKey(hidden)", $"{key}");
    }

    [Fact]
    public void Generate_Twice_GivesDifferentKeysOfTheDefaultLength()
    {
        Assert.Equal(AuthKey.DefaultLength, AuthKey.Generate().ToArray().Length);
        Assert.NotEqual(AuthKey.Generate(), AuthKey.Generate());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(AuthKey.MinLength - 1)]
    public void Constructor_TooShort_IsRefusedWithoutShowingTheKey(int length)
    {
        var error = Assert.Throws<ArgumentException>(() => new AuthKey(new byte[length]));
        Assert.Contains($"{length} were given", error.Message);
    }

    [Fact]
    public void Equals_SameBytes_IsTrueAndHashCodesGiveNoHint()
    {
        var key = AuthKey.FromText(Secret);
        var same = new AuthKey(key.ToArray());
        Assert.Equal(key, same);
        Assert.Equal(key.GetHashCode(), AuthKey.Generate().GetHashCode());
        Assert.False(key.Equals(null));
        Assert.False(key.Equals(AuthKey.FromText(Secret + "!")));
    }

    [Fact]
    public void ToArray_ChangedByTheCaller_LeavesTheKey()
    {
        var key = AuthKey.FromText(Secret);
        key.ToArray()[0] ^= 0xff;
        Assert.Equal(AuthKey.FromText(Secret), key);
    }

#pragma warning disable PROC1001 // what the analyzer refuses is what the run-time check is tested with
    [Fact]
    public void Serialize_Key_IsRefused()
        => Assert.Throws<MessageSerializationException>(
            () => MessagePackSerializer.Default.Serialize(new ArrayBufferWriter<byte>(), AuthKey.FromText(Secret)));
#pragma warning restore PROC1001
}
