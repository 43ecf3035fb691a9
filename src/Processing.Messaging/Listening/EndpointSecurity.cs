using System.Net;

namespace Processing.Messaging;

/// <summary>What an address and the options make of each other: where the transport is, whether TLS goes on top, and which handshake is due.</summary>
internal sealed partial class EndpointSecurity
{
    private readonly EndpointOptions _options;
    private readonly IReadOnlyList<AuthKey> _keys; // empty when nobody is to prove anything
    private readonly HandshakeKeyRing? _ring; // of a listener that speaks our own handshake
    private readonly HandshakeKey? _key; // of a client that does

    private EndpointSecurity(ProcessAddress address, EndpointOptions options, bool isListener)
    {
        _options = options;
        Address = address;
        TransportAddress = address is TlsAddress tls ? tls.Inner : address;
        UsesTls = address is TlsAddress
            || (address is TcpAddress && options.Protocol == HandshakeMode.Native && !options.AllowUnencrypted);
        IsLocal = TransportAddress is not TcpAddress tcp || IsLoopback(tcp.Host);
        _keys = options.AllowAnonymous ? [] : [.. options.Keys ?? [ProcessKey.Current]];
        if (_keys.Count > 0 && options.Protocol == HandshakeMode.Native)
        {
            _ring = isListener ? new HandshakeKeyRing(_keys) : null;
            _key = isListener ? null : HandshakeKey.Of(_keys[0]);
        }
    }

    /// <summary>The address as it was given.</summary>
    public ProcessAddress Address { get; }

    /// <summary>Where the transport is, without TLS.</summary>
    public ProcessAddress TransportAddress { get; }

    /// <summary>Whether TLS goes on top of the transport.</summary>
    public bool UsesTls { get; }

    /// <summary>Whether only this machine is reached at the address.</summary>
    public bool IsLocal { get; }

    /// <summary>What the transport is told.</summary>
    public TransportOptions TransportOptions => new() { AllowedUserIds = _options.AllowedUserIds, Heartbeat = _options.Heartbeat };

    /// <summary>Checks that options and address of a listener go together.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static EndpointSecurity ForListener(ProcessAddress address, ListenerOptions options)
    {
        var security = new EndpointSecurity(address, options, isListener: true);
        security.Check();
        if (options.AllowAnonymous && !security.IsLocal && (!security.UsesTls || options.CertificateValidation is null))
        {
            throw new ArgumentException(
                $"{address} can be reached from other machines, and AllowAnonymous would let everybody in from there. Give a key, or TLS with a CertificateValidation that tells who may come in.",
                nameof(options));
        }

        return security;
    }

    /// <summary>Checks that options and address of a client go together.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static EndpointSecurity ForClient(ProcessAddress address, ClientOptions options)
    {
        var security = new EndpointSecurity(address, options, isListener: false);
        security.Check();
        return security;
    }

    /// <summary>This end's side of the handshake over a channel; null when there is none.</summary>
    public HandshakeMachine? CreateMachine(ChannelBinding binding)
    {
        if (_keys.Count == 0)
        {
            return null;
        }

        if (_options.Protocol == HandshakeMode.Python)
        {
            return new PythonHandshake(_keys, _options is ListenerOptions, _options.AllowLegacyMd5);
        }

        return _ring is not null
            ? new OwnServerHandshake(_ring, binding)
            : new OwnClientHandshake(_key!, binding); // one of the two is there with keys
    }

    /// <summary>A connection over a channel whose peer was let in.</summary>
    public Connection CreateConnection(Transport channel)
    {
        var connection = Connection.FromTransport(channel, ConnectionDirection.Duplex);
        connection.MaxMessageLength = _options.MaxMessageLength;
        connection.IsPlain = _options.Protocol == HandshakeMode.Python;
        return connection;
    }

    /// <summary>The reason that goes with what a handshake, or the TLS under it, has thrown.</summary>
    public static AuthenticationFailure ReasonOf(Exception error) => error switch
    {
        PeerAuthenticationException authentication => authentication.Reason,
        ConnectionClosedException or IOException or ObjectDisposedException => AuthenticationFailure.PeerClosed,
        _ => AuthenticationFailure.Malformed,
    };

    private static bool IsLoopback(string host)
        => IPAddress.TryParse(host, out var address) ? IPAddress.IsLoopback(address) : host == "localhost";

    private void Check()
    {
        if (Address is TlsAddress && _options.Protocol == HandshakeMode.Python)
        {
            throw new ArgumentException($"{Address} asks for TLS, which CPython's connections do not speak; use tcp:// or unix: with HandshakeMode.Python.");
        }

        if (!UsesTls && (_options.Certificate is not null || _options.CertificateValidation is not null))
        {
            throw new ArgumentException($"{Address} goes without TLS here, so a certificate would protect nothing; use tls:// or leave it out.");
        }
    }
}
