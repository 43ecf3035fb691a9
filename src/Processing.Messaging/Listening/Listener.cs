using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Processing.Messaging;

/// <summary>
/// Listens at an address, and lets those in who prove that they hold the key. Connections are accepted and handshakes done from the moment it
/// is made, side by side and within limits, whether or not somebody waits in <see cref="Accept(CancellationToken)"/>: so a peer that is silent
/// or a stranger holds up nobody. Unlike in Python, a failed handshake does not end a call to accept; <see cref="HandshakeFailed"/>, the log
/// and a counter tell of it. Safe for any number of threads.
/// </summary>
public sealed partial class Listener : IDisposable, IAsyncDisposable
{
    private readonly ListenerOptions _options;
    private readonly EndpointSecurity _security;
    private readonly TransportListener _transport;
    private readonly ReadyConnections _ready;
    private readonly PendingHandshakes _pending;
    private readonly ConnectionCaps _caps;
    private readonly QuietLogger _logger;
    private readonly Task _acceptLoop;
    private Exception? _failure; // why the loop ended, if not by disposing; written once, before _ready is closed
    private object? _lastAccepted; // a PeerIdentity, boxed since any thread may write and read it
    private int _isDisposed; // 1 once disposed

    /// <summary>Listens at a fresh Unix socket that only this user reaches: see <see cref="ProcessAddress.NewUnix"/>.</summary>
    /// <inheritdoc cref="Listener(ProcessAddress, ListenerOptions?)"/>
    public Listener(ListenerOptions? options = null)
        : this(ProcessAddress.NewUnix(), options)
    {
    }

    /// <summary>Listens at an address given as text, such as <c>tcp://127.0.0.1:0</c>.</summary>
    /// <inheritdoc cref="Listener(ProcessAddress, ListenerOptions?)"/>
    /// <exception cref="FormatException">The text is no address.</exception>
    public Listener(string address, ListenerOptions? options = null)
        : this(ProcessAddress.Parse(address), options)
    {
    }

    /// <summary>Listens at an address. TCP goes with TLS unless the options say otherwise.</summary>
    /// <param name="address">Where; a port of 0 is any free one.</param>
    /// <param name="options">How; null means all defaults.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range, or does not go with another or with the address.</exception>
    /// <exception cref="NativeCallException">The system refused, for example since somebody else listens there.</exception>
    /// <exception cref="ProcessingException">The address is in use or not safe.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has no such addresses.</exception>
    public Listener(ProcessAddress address, ListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _options = (options ?? new ListenerOptions()).Validated();
        _security = EndpointSecurity.ForListener(address, _options);
        _logger = new QuietLogger(_options.LoggerFactory?.CreateLogger(DiagnosticNames.Messaging) ?? ProcessingDiagnostics.Logger);
        _ready = new ReadyConnections(_options.Backlog);
        _pending = new PendingHandshakes(_options.MaxPendingHandshakes);
        _caps = new ConnectionCaps(_options.MaxConnections, _options.MaxConnectionsPerAddress);
        _transport = TransportEndpoint.Listen(_security.TransportAddress, _options.Backlog, _security.TransportOptions);
        _transport.AcceptFailed = OnAcceptFailed;
        Address = address is TlsAddress ? new TlsAddress(_transport.Address) : _transport.Address;
        LogStart();
        _acceptLoop = Task.Run(AcceptLoopAsync); // with many at the door the loop may not wait for long, and the caller has other things to do
    }

    /// <summary>
    /// A peer was not let in. Raised on a thread of the pool, or on the one that accepts: a handler returns soon. An exception of a handler is
    /// logged, and goes no further.
    /// </summary>
    public event EventHandler<HandshakeFailedEventArgs>? HandshakeFailed;

    /// <summary>Where it listens, with the port that the system chose.</summary>
    public ProcessAddress Address { get; }

    /// <summary>Who the connection taken last is from; null before the first, and where the system does not tell.</summary>
    public PeerIdentity? LastAccepted => (PeerIdentity?)Volatile.Read(ref _lastAccepted);

    /// <summary>Takes the next connection; waits for it on this thread.</summary>
    /// <exception cref="ObjectDisposedException">The listener was disposed, before or during the call.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="ProcessingException">The listener stopped by itself; the inner exception tells why.</exception>
    public Connection Accept(CancellationToken cancellationToken = default)
        => TryTake(Timeout.InfiniteTimeSpan, cancellationToken) ?? throw new TimeoutException(); // without a limit there is always one

    /// <summary>
    /// Takes the next connection; waits for it on this thread, but no longer than <paramref name="timeout"/>. A negative one does not wait, but
    /// for <see cref="Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <inheritdoc cref="Accept(CancellationToken)"/>
    public Connection Accept(TimeSpan timeout, CancellationToken cancellationToken = default)
        => TryTake(timeout, cancellationToken) ?? throw new TimeoutException($"Nobody connected to {Address} within {timeout}.");

    /// <summary>Takes the next connection; no thread waits for it.</summary>
    /// <inheritdoc cref="Accept(CancellationToken)"/>
    public async ValueTask<Connection> AcceptAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        try
        {
            return Hand(await _ready.TakeAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException error)
        {
            throw Translate(error, cancellationToken);
        }
    }

    /// <summary>All connections, as they come, until the listener is disposed. A failure of the listener is thrown.</summary>
    public async IAsyncEnumerable<Connection> AcceptAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (Volatile.Read(ref _isDisposed) == 0)
        {
            Connection connection;
            try
            {
                connection = await AcceptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                yield break; // disposing is how the sequence ends
            }

            yield return connection;
        }
    }

    /// <summary>
    /// Stops listening. Calls that wait end with <see cref="ObjectDisposedException"/>; handshakes are dropped, connections that nobody took are
    /// closed, and the file of a Unix socket is removed. Connections that were taken live on.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _transport.Dispose();
            _pending.Close();
            _ready.Dispose();
            _logger.Closed(Address);
        }
    }

    /// <summary>As <see cref="Dispose"/>; done once no handshake runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _acceptLoop.ConfigureAwait(false);
    }

    /// <summary>Names the address.</summary>
    public override string ToString() => $"Listener({Address})";

    private Connection? TryTake(TimeSpan timeout, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        try
        {
            return _ready.TryTake(timeout, cancellationToken, out var connection) ? Hand(connection) : null;
        }
        catch (OperationCanceledException error)
        {
            throw Translate(error, cancellationToken);
        }
    }

    private Connection Hand(Connection connection)
    {
        Volatile.Write(ref _lastAccepted, connection.Peer);
        return connection;
    }

    private Exception Translate(OperationCanceledException error, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(error.Message, error, cancellationToken);
        }

        return CreateClosedError();
    }

    private void ThrowIfClosed()
    {
        if (_ready.Closed.IsCancellationRequested || Volatile.Read(ref _isDisposed) != 0)
        {
            throw CreateClosedError();
        }
    }

    private Exception CreateClosedError() => _failure is { } failure
        ? new ProcessingException($"The listener at {Address} has stopped: {failure.Message}", failure)
        : new ObjectDisposedException($"{this} was disposed.", innerException: null);

    private void LogStart()
    {
        _logger.Listening(Address);
        if (_options.AllowAnonymous)
        {
            _logger.Anonymous(Address);
        }

        if (!_security.IsLocal && !_security.UsesTls)
        {
            _logger.Unencrypted(Address);
        }

        if (_options is { Protocol: HandshakeMode.Python, AllowLegacyMd5: true })
        {
            _logger.LegacyMd5(Address);
        }
    }
}
