using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Processing.Messaging;

/// <summary>
/// Puts TLS 1.3 on top of a transport. Both ends show a certificate, so that each can prove which one it saw; whose it is, the key proof says
/// that follows, or the validation of the settings. The transport belongs to the result; if there is none, it is disposed.
/// </summary>
internal static class Tls
{
    /// <summary>The handshake of the end that accepted. No thread waits.</summary>
    /// <exception cref="PeerAuthenticationException">The handshake failed, or the certificate was not accepted.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static ValueTask<TlsTransport> AuthenticateAsServerAsync(Transport inner, TlsSettings settings, CancellationToken cancellationToken)
        => HandshakeAsync(inner, (stream, token) => stream.AuthenticateAsServerAsync(ForServer(settings), token), cancellationToken);

    /// <summary>The handshake of the end that connected. No thread waits.</summary>
    /// <inheritdoc cref="AuthenticateAsServerAsync"/>
    public static ValueTask<TlsTransport> AuthenticateAsClientAsync(Transport inner, TlsSettings settings, CancellationToken cancellationToken)
        => HandshakeAsync(inner, (stream, token) => stream.AuthenticateAsClientAsync(ForClient(settings), token), cancellationToken);

    /// <summary>The handshake of the end that accepted; blocks the calling thread, and no other.</summary>
    /// <exception cref="PeerAuthenticationException">The handshake failed, or the certificate was not accepted.</exception>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static TlsTransport AuthenticateAsServer(Transport inner, TlsSettings settings, Deadline deadline, CancellationToken cancellationToken)
        => Handshake(inner, stream => stream.AuthenticateAsServer(ForServer(settings)), deadline, cancellationToken);

    /// <summary>The handshake of the end that connected; blocks the calling thread, and no other.</summary>
    /// <inheritdoc cref="AuthenticateAsServer"/>
    public static TlsTransport AuthenticateAsClient(Transport inner, TlsSettings settings, Deadline deadline, CancellationToken cancellationToken)
        => Handshake(inner, stream => stream.AuthenticateAsClient(ForClient(settings)), deadline, cancellationToken);

    private static async ValueTask<TlsTransport> HandshakeAsync(
        Transport inner, Func<SslStream, CancellationToken, Task> authenticate, CancellationToken cancellationToken)
    {
        var records = new TlsRecordStream(inner, Deadline.Never, cancellationToken);
        var stream = new SslStream(records, leaveInnerStreamOpen: true);
        try
        {
            await authenticate(stream, cancellationToken).ConfigureAwait(false);
            return new TlsTransport(inner, stream, records);
        }
        catch (Exception error)
        {
            Release(inner, stream);
            throw Translate(inner, error, cancellationToken);
        }
    }

    private static TlsTransport Handshake(
        Transport inner, Action<SslStream> authenticate, Deadline deadline, CancellationToken cancellationToken)
    {
        var records = new TlsRecordStream(inner, deadline, cancellationToken);
        var stream = new SslStream(records, leaveInnerStreamOpen: true);
        try
        {
            authenticate(stream);
            return new TlsTransport(inner, stream, records);
        }
        catch (Exception error)
        {
            Release(inner, stream);
            throw Translate(inner, error, cancellationToken);
        }
    }

    private static void Release(Transport inner, SslStream stream)
    {
        inner.Dispose();
        stream.Dispose();
    }

    /// <summary>Finds what lies under the exceptions that the stream wraps around it.</summary>
    private static Exception Translate(Transport inner, Exception error, CancellationToken cancellationToken)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                return new OperationCanceledException(cancellationToken);
            }

            if (cause is TimeoutException)
            {
                return new TimeoutException($"TLS with {inner.Name} was not agreed on in time.");
            }
        }

        return new PeerAuthenticationException(
            $"TLS with {inner.Name} failed: {error.GetBaseException().Message}", AuthenticationFailure.TlsFailed, error);
    }

    private static SslServerAuthenticationOptions ForServer(TlsSettings settings) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        ServerCertificateContext = ContextOf(settings),
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = Judge(settings),
        CertificateChainPolicy = CreateChainPolicy(),
        AllowRenegotiation = false,
        AllowTlsResume = false, // a resumed session shows no certificate
    };

    private static SslClientAuthenticationOptions ForClient(TlsSettings settings) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        TargetHost = settings.TargetHost,
        ClientCertificateContext = ContextOf(settings),
        RemoteCertificateValidationCallback = Judge(settings),
        CertificateChainPolicy = CreateChainPolicy(),
        AllowRenegotiation = false,
        AllowTlsResume = false, // as above
    };

    private static SslStreamCertificateContext ContextOf(TlsSettings settings) => settings.Certificate is { } own
        ? SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true)
        : EphemeralCertificate.Context;

    [SuppressMessage("Security", "CA5359", Justification = "Who the peer is, the proof of the key says, which covers its certificate.")]
    private static RemoteCertificateValidationCallback Judge(TlsSettings settings)
        => (sender, certificate, chain, errors) => certificate is not null && (settings.Validation?.Invoke(sender, certificate, chain, errors) ?? true);

    /// <summary>A stranger's certificate must not make this process fetch anything from an address that stands in it.</summary>
    private static X509ChainPolicy CreateChainPolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
