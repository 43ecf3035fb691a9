using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Processing.Messaging;

/// <summary>What one end of TLS shows, and what it wants to see. Read once, when the handshake begins.</summary>
internal sealed class TlsSettings
{
    /// <summary>The certificate this end shows, with its private key; null for the one that this process makes for the purpose.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// Judges the peer's certificate. Null takes any: the proof of the key, which covers both certificates, then says who the peer is.
    /// </summary>
    public RemoteCertificateValidationCallback? Validation { get; init; }

    /// <summary>The host whose certificate a client expects; told to the validation as a mismatch if it is another's. Empty for none.</summary>
    public string TargetHost { get; init; } = string.Empty;
}
