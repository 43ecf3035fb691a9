namespace Processing.UnitTests.Addressing;

public sealed class ProcessAddressTests
{
    [Theory]
    [InlineData("unix:/run/x")]
    [InlineData("unix:x.sock")]
    [InlineData("unix:./@x")]
    [InlineData("unix:/a b/ä:[]?#%20")]
    [InlineData("tcp://127.0.0.1:0")]
    [InlineData("tcp://localhost:65535")]
    [InlineData("tcp://[::1]:80")]
    [InlineData("tcp://[fe80::1%3]:80")]
    [InlineData("tcp://0.0.0.0:1")]
    [InlineData("tcp://my_host.example-2.com:1")]
    [InlineData("tls://host:5000")]
    [InlineData("tls://[::]:5000")]
    [InlineData("tls+unix:/run/x")]
    [InlineData("pipe:name")]
    [InlineData("pipe://server/name")]
    [InlineData("inproc:a name")]
    public void Parse_RightText_GivesItBack(string text)
    {
        var address = ProcessAddress.Parse(text);
        Assert.Equal(text, address.ToString());
        Assert.True(ProcessAddress.TryParse(text, out var again));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData("", "known scheme")]
    [InlineData("/run/x", "known scheme")]
    [InlineData(" unix:/run/x", "known scheme")]
    [InlineData("UNIX:/run/x", "known scheme")]
    [InlineData("http://host:80", "unix:/run/x, tcp://host:port")]
    [InlineData("tcp:host:80", "known scheme")]
    [InlineData("unix:", "unix:/run/x")]
    [InlineData("unix://run/x", "one slash")]
    [InlineData("unix:/run/", "directory")]
    [InlineData("unix:@x", "abstract")]
    [InlineData("unix:\0x", "abstract")]
    [InlineData("unix:/a\0b", "position 2")]
    [InlineData("tcp://host", "no port")]
    [InlineData("tcp://host:", "position 11")]
    [InlineData("tcp://:80", "names no host")]
    [InlineData("tcp://host:65536", "0 to 65535")]
    [InlineData("tcp://host:-1", "0 to 65535")]
    [InlineData("tcp://host:+1", "0 to 65535")]
    [InlineData("tcp://host: 1", "0 to 65535")]
    [InlineData("tcp://host:01", "0 to 65535")]
    [InlineData("tcp://host:80/", "0 to 65535")]
    [InlineData("tcp://::1:80", "[::1]:80")]
    [InlineData("tcp://[::1:80", "not closed")]
    [InlineData("tcp://[::1]", "position 11")]
    [InlineData("tcp://[::1]80", "position 11")]
    [InlineData("tcp://[host]:80", "only an IPv6 address")]
    [InlineData("tcp://[1:2]:80", "no IP address")]
    [InlineData("tcp://127.1:80", "no IP address")]
    [InlineData("tcp://010.0.0.1:80", "no IP address")]
    [InlineData("tcp://256.0.0.1:80", "no IP address")]
    [InlineData("tcp://1.2.3.4.5:80", "no IP address")]
    [InlineData("tcp://-host:80", "no host name")]
    [InlineData("tcp://a..b:80", "no host name")]
    [InlineData("tcp://us er:80", "no host name")]
    [InlineData("tcp://user@host:80", "no host name")]
    [InlineData("tls+unix:", "unix:/run/x")]
    [InlineData("tls+tcp://host:1", "known scheme")]
    [InlineData("pipe:", "pipe:name")]
    [InlineData("pipe:a/b", "pipe:name")]
    [InlineData("pipe:a\\b", "pipe:name")]
    [InlineData("pipe://server", "pipe://server/name")]
    [InlineData("pipe://./name", "pipe:name")]
    [InlineData("pipe:///name", "pipe://server/name")]
    [InlineData("inproc:", "inproc:name")]
    [InlineData("inproc:a\nb", "inproc:name")]
    public void Parse_WrongText_SaysWhatIsWrongAndWhatIsRight(string text, string part)
    {
        var error = Assert.Throws<FormatException>(() => ProcessAddress.Parse(text));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{text}\"", error.Message, StringComparison.Ordinal);
        Assert.False(ProcessAddress.TryParse(text, out var address));
        Assert.Null(address);
    }

    [Fact]
    public void Unix_HalfACharacter_IsRefused() => Assert.Throws<ArgumentException>(() => new UnixAddress("/a\ud800b"));

    [Fact]
    public void TryParse_Null_IsNoAddress() => Assert.False(ProcessAddress.TryParse(null, out _));

    [Fact]
    public void Unix_LongestPath_IsCountedInBytes()
    {
        string longest = "/" + new string('a', UnixAddress.MaxPathBytes - 3) + "ä";
        Assert.Equal($"unix:{longest}", new UnixAddress(longest).ToString());
        var error = Assert.Throws<FormatException>(() => ProcessAddress.Parse($"unix:{longest}a"));
        Assert.Contains("108 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("107", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tcp_SameAddressWrittenDifferently_IsEqual()
    {
        Assert.Equal(new TcpAddress("::1", 1), new TcpAddress("0:0:0:0:0:0:0:1", 1));
        Assert.Equal(new TcpAddress("host", 1), new TcpAddress("HOST", 1));
        Assert.NotEqual(new TcpAddress("host", 1), new TcpAddress("host", 2));
        Assert.Equal(7, (ProcessAddress.AnyTcp with { Port = 7 }).Port);
        Assert.Throws<ArgumentException>(() => ProcessAddress.AnyTcp with { Port = 70_000 });
    }

    [Fact]
    public void Tls_OnTopOfAnythingElse_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new TlsAddress(new InProcessAddress("x")));
        Assert.Throws<ArgumentException>(() => new TlsAddress(new TlsAddress(ProcessAddress.AnyTcp)));
    }

    [Fact]
    public void AnyTcp_IsThisMachineAlone() => Assert.Equal("tcp://127.0.0.1:0", ProcessAddress.AnyTcp.ToString());
}
