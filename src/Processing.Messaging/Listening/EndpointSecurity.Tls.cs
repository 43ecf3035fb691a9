namespace Processing.Messaging;

internal sealed partial class EndpointSecurity
{
    private TlsSettings TlsSettings => new()
    {
        Certificate = _options.Certificate,
        Validation = _options.CertificateValidation,
        TargetHost = TransportAddress is TcpAddress tcp ? tcp.Host : string.Empty,
    };

    /// <summary>Puts TLS on a transport that was accepted, if it is due. The transport belongs to the result; if there is none, it is closed.</summary>
    /// <exception cref="PeerAuthenticationException">The handshake failed, or the certificate was not accepted.</exception>
    public async ValueTask<Transport> SecureAcceptedAsync(Transport transport, CancellationToken cancellationToken)
        => UsesTls ? await Tls.AuthenticateAsServerAsync(transport, TlsSettings, cancellationToken).ConfigureAwait(false) : transport;

    /// <summary>As <see cref="SecureAcceptedAsync"/>, for a transport that was connected.</summary>
    public async ValueTask<Transport> SecureConnectedAsync(Transport transport, CancellationToken cancellationToken)
        => UsesTls ? await Tls.AuthenticateAsClientAsync(transport, TlsSettings, cancellationToken).ConfigureAwait(false) : transport;

    /// <summary>As <see cref="SecureConnectedAsync"/>, blocking the calling thread and no other.</summary>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public Transport SecureConnected(Transport transport, Deadline deadline, CancellationToken cancellationToken)
        => UsesTls ? Tls.AuthenticateAsClient(transport, TlsSettings, deadline, cancellationToken) : transport;
}
