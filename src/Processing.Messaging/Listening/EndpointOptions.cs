using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Processing.Messaging;

/// <summary>What a listener and a client are told alike. Read once, when the listener is made or the client connects.</summary>
public abstract class EndpointOptions
{
    /// <summary>The timers of the runtime go no further.</summary>
    private protected static TimeSpan LongestTimeout { get; } = TimeSpan.FromMilliseconds(int.MaxValue);

    private protected EndpointOptions()
    {
    }

    /// <summary>
    /// The keys; null, the default, means <c>CurrentProcess.AuthKey</c> alone. A listener lets everybody in who has one of them, which
    /// allows to change keys without an interruption: first add the new key to the listeners, then give it to the clients, then take the old
    /// one out. A client offers the first.
    /// </summary>
    public IReadOnlyList<AuthKey>? Keys { get; set; }

    /// <summary>Which handshake is spoken; our own by default.</summary>
    public HandshakeMode Protocol { get; set; }

    /// <summary>
    /// Whether MD5 is good enough in <see cref="HandshakeMode.Python"/>, as it must be for CPython before 3.12. Default: false.
    /// </summary>
    public bool AllowLegacyMd5 { get; set; }

    /// <summary>
    /// Whether there is no key, so that anybody who reaches the address is let in, or connected to. Default: false. Such a listener logs a
    /// warning, and keeps to this machine unless it has a <see cref="CertificateValidation"/>.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Whether <c>tcp://</c> goes without TLS. Both ends must say so. Default: false. Nothing then keeps others from reading along.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>The certificate, with its private key, that this end shows; null, the default, makes one for the purpose.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>
    /// Judges the certificate of the peer. Null, the default, takes any if there is a key: the proof of the key covers the certificates.
    /// </summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; set; }

    /// <summary>
    /// The users, by number, whose processes may be on the other end of a Unix socket, beside this process's own user and root. Default: none.
    /// </summary>
    public IReadOnlyCollection<int> AllowedUserIds { get; set; } = [];

    /// <summary>
    /// How long a TCP peer may have vanished without a word before its connection fails; at least 2 seconds. Null, the default, is for ever.
    /// </summary>
    public TimeSpan? Heartbeat { get; set; }

    /// <summary>The longest message in bytes: <see cref="Connection.MaxMessageLength"/> of every connection made. Default: 256 MiB.</summary>
    public long MaxMessageLength { get; set; } = Connection.DefaultMaxMessageLength;

    /// <summary>Where to log; null, the default, is <see cref="ProcessingDiagnostics.LoggerFactory"/>.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock for time limits and pauses.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Checks what can be checked without an address.</summary>
    private protected void Check()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(AllowedUserIds);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxMessageLength);
        if (!Enum.IsDefined(Protocol))
        {
            throw new ArgumentOutOfRangeException(nameof(Protocol), Protocol, "There is no such handshake.");
        }

        if (Keys is { } keys && (keys.Count == 0 || keys.Contains(null!)))
        {
            throw new ArgumentException("A list of keys holds at least one, and no null. To have none, leave it null and set AllowAnonymous.", nameof(Keys));
        }

        if (AllowAnonymous && Keys is not null)
        {
            throw new ArgumentException("With AllowAnonymous keys would have no use; set one of the two.", nameof(AllowAnonymous));
        }

        if (Heartbeat is { } heartbeat && heartbeat < TimeSpan.FromSeconds(2))
        {
            throw new ArgumentOutOfRangeException(nameof(Heartbeat), heartbeat, "A heartbeat has at least 2 seconds.");
        }
    }
}
