using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Processing.Messaging;

/// <summary>
/// TLS over another transport. The stream in between decrypts records that are there and never waits; all waiting is that of the inner
/// transport, in the caller's form. An end of the inner stream without close_notify is no end, but a failure.
/// </summary>
internal sealed partial class TlsTransport : BufferedTransport
{
    private static readonly byte[] s_scope = Encoding.ASCII.GetBytes("tls-sha256");

    private readonly Transport _inner;
    private readonly SslStream _stream;
    private readonly TlsRecordStream _records;

    /// <summary>Takes ownership of a stream whose handshake is over, and of what it is over.</summary>
    internal TlsTransport(Transport inner, SslStream stream, TlsRecordStream records)
    {
        _inner = inner;
        _stream = stream;
        _records = records;
        Name = inner.Peer?.Address is { } address and (TcpAddress or UnixAddress)
            ? new TlsAddress(address).ToString()
            : $"TLS over {inner.Name}";
        Binding = new ChannelBinding(s_scope, HashOf(stream.LocalCertificate), HashOf(stream.RemoteCertificate));
        records.CompleteHandshake();
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PeerIdentity? Peer => _inner.Peer;

    /// <summary>The hashes of both certificates.</summary>
    public override ChannelBinding Binding { get; }

    /// <inheritdoc/>
    public override void HangUp() => _inner.HangUp();

    private static byte[] HashOf(X509Certificate? certificate) => certificate is not null
        ? SHA256.HashData(certificate.GetRawCertData())
        : throw new PeerAuthenticationException("A TLS peer showed no certificate.", AuthenticationFailure.TlsFailed);
}
