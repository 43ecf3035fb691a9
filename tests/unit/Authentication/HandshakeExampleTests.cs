using System.Text.RegularExpressions;
using Processing.Messaging;
using Processing.TestSupport;
using static Processing.UnitTests.Authentication.HandshakeWire;

namespace Processing.UnitTests.Authentication;

/// <summary>The worked example of docs/protocol.md: what it prints is what the code says, byte for byte.</summary>
public sealed partial class HandshakeExampleTests
{
    private static readonly AuthKey s_key = AuthKey.FromText("correct horse battery staple");

    [Fact]
    public void Own_Example_IsInTheProtocolPage()
    {
        var client = new OwnClientHandshake(HandshakeKey.Of(s_key), default, Rising(0x00));
        var server = new OwnServerHandshake(new HandshakeKeyRing([s_key]), default, Rising(0x80));
        AssertInPage("own-handshake", Run(client, server));
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, server.State));
    }

    [Fact]
    public void Python_Example_IsInTheProtocolPage()
    {
        var client = new PythonHandshake([s_key], isListener: false, allowLegacyMd5: false, Rising(0x40));
        var listener = new PythonHandshake([s_key], isListener: true, allowLegacyMd5: false, Rising(0xc0));
        AssertInPage("python-handshake", Run(client, listener));
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, listener.State));
    }

    // One message per entry: "client" or "server", then its bytes up to the next of these words; the page may break lines anywhere.
    private static void AssertInPage(string example, List<(bool FromClient, byte[] Bytes)> said)
    {
        string page = File.ReadAllText(RepositoryFiles.PathOf("docs/protocol.md"));
        string expected = string.Join(' ', said.Select(part => (part.FromClient ? "client " : "server ") + Hex(part.Bytes)));
        var block = Regex.Match(page, $"<!-- example {example} -->\n(.*?)<!-- end -->", RegexOptions.Singleline);
        Assert.True(block.Success && Spaces().Replace(block.Groups[1].Value, " ").Trim() == expected, $"The page needs: {expected}");
    }

    private static string Hex(byte[] bytes) => string.Join(' ', bytes.Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
