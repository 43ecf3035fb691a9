using FsCheck;
using FsCheck.Fluent;

namespace Processing.PropertyTests.Addressing;

public sealed class AddressProperties
{
    private const string PathCharacters = "abcXYZ0189._-@:[]/ %#?äß漢";
    private const string LabelCharacters = "abcxyz0189_";

    private static readonly Gen<string> s_path =
        from parts in Text(PathCharacters.Replace("/", "", StringComparison.Ordinal), 1, 8).ListOf(3)
        select "/" + string.Join('/', parts);

    private static readonly Gen<string> s_host = Gen.OneOf(
        from labels in Text(LabelCharacters, 1, 10).ListOf(3)
        select string.Join('.', labels) + ".x",
        from bytes in Byte.ArrayOf(4)
        select new System.Net.IPAddress(bytes).ToString(),
        from bytes in Byte.ArrayOf(16)
        select new System.Net.IPAddress(bytes).ToString());

    private static readonly Gen<TcpAddress> s_tcp =
        from host in s_host
        from port in Gen.Choose(0, TcpAddress.MaxPort)
        select new TcpAddress(host, port);

    private static readonly Gen<ProcessAddress> s_address = Gen.OneOf(
        s_path.Select(path => (ProcessAddress)new UnixAddress(path)),
        s_tcp.Select(tcp => (ProcessAddress)tcp),
        s_tcp.Select(tcp => (ProcessAddress)new TlsAddress(tcp)),
        s_path.Select(path => (ProcessAddress)new TlsAddress(new UnixAddress(path))),
        Text("abc ._-@", 1, 20).Select(name => (ProcessAddress)new NamedPipeAddress(name)),
        Text("abc ._-@", 1, 20).Select(name => (ProcessAddress)new NamedPipeAddress(name, "server" + name)),
        Text(PathCharacters, 1, 20).Select(name => (ProcessAddress)new InProcessAddress(name)));

    private static Gen<byte> Byte => Gen.Choose(0, 255).Select(value => (byte)value);

    [Fact]
    public void Address_AsText_ComesBack() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(s_address.ToArbitrary(), address => ProcessAddress.Parse(address.ToString()) == address));

    [Fact]
    public void AnyText_IsAnAddressOrRefused_AndNothingElse() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(AnyText.ToArbitrary(), text => !ProcessAddress.TryParse(text, out var address) || address.ToString() is { Length: > 0 }
            && ProcessAddress.Parse(address.ToString()) == address));

    private static Gen<string> AnyText =>
        from scheme in Gen.Elements("", "unix:", "tcp://", "tls://", "tls+unix:", "pipe:", "inproc:", "tcp://[")
        from rest in Gen.OneOf(Text("abc:[]/.\\@ 019%-\0\ud800", 0, 20), Text("0123456789.:[]", 0, 24))
        select scheme + rest;

    private static Gen<string> Text(string characters, int shortest, int longest) =>
        from length in Gen.Choose(shortest, longest)
        from text in Gen.Elements(characters.ToCharArray()).ArrayOf(length)
        select new string(text);
}
