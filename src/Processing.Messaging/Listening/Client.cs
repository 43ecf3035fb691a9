namespace Processing.Messaging;

/// <summary>Connects to a <see cref="Listener"/>, or to one of CPython.</summary>
public static class Client
{
    /// <summary>Connects to an address given as text, such as <c>unix:/run/x</c>.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    /// <inheritdoc cref="Connect(ProcessAddress, ClientOptions?, CancellationToken)"/>
    public static Connection Connect(string address, ClientOptions? options = null, CancellationToken cancellationToken = default)
        => Connect(ProcessAddress.Parse(address), options, cancellationToken);

    /// <summary>
    /// Connects, and returns once both ends have proved their key. Waits on this thread, and needs no other.
    /// </summary>
    /// <param name="address">Where the listener is.</param>
    /// <param name="options">How; null means all defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range, or does not go with another or with the address.</exception>
    /// <exception cref="ConnectFailedException">There is no connection; the reason tells why.</exception>
    /// <exception cref="PeerAuthenticationException">The ends did not prove the same key to each other; the reason tells why.</exception>
    /// <exception cref="TimeoutException">It was not done within <see cref="ClientOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has no such addresses.</exception>
    public static Connection Connect(ProcessAddress address, ClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new ClientConnector(address, (options ?? new ClientOptions()).Validated()).Connect(cancellationToken);
    }

    /// <inheritdoc cref="Connect(string, ClientOptions?, CancellationToken)"/>
    public static ValueTask<Connection> ConnectAsync(string address, ClientOptions? options = null, CancellationToken cancellationToken = default)
        => ConnectAsync(ProcessAddress.Parse(address), options, cancellationToken);

    /// <summary>Connects, and completes once both ends have proved their key. No thread waits meanwhile.</summary>
    /// <inheritdoc cref="Connect(ProcessAddress, ClientOptions?, CancellationToken)"/>
    public static ValueTask<Connection> ConnectAsync(
        ProcessAddress address, ClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new ClientConnector(address, (options ?? new ClientOptions()).Validated()).ConnectAsync(cancellationToken);
    }
}
