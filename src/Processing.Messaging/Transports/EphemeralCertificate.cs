using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Processing.Messaging;

/// <summary>
/// The certificate that this process shows when it was given none: made once, signed by itself, kept in memory. It says nothing about who we
/// are; it gives TLS a key, and the handshake something to prove.
/// </summary>
internal static class EphemeralCertificate
{
    private const string Subject = "CN=processing";

    // Nobody looks at the dates, and they should not tell when the process started.
    private static readonly DateTimeOffset s_from = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<SslStreamCertificateContext> s_context = new(Create);

    /// <summary>The certificate, ready for use.</summary>
    public static SslStreamCertificateContext Context => s_context.Value;

    private static SslStreamCertificateContext Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        return SslStreamCertificateContext.Create(request.CreateSelfSigned(s_from, s_until), additionalCertificates: null, offline: true);
    }
}
