namespace Processing.Messaging;

/// <summary>Listens at addresses, and connects to them. TLS is no address of its own here, but a layer that is put on top.</summary>
internal static class TransportEndpoint
{
    /// <inheritdoc cref="Listen(ProcessAddress, int, TransportOptions)"/>
    public static TransportListener Listen(ProcessAddress address, int backlog) => Listen(address, backlog, TransportOptions.Default);

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="backlog">How many connections may wait to be accepted.</param>
    /// <param name="options">How.</param>
    /// <exception cref="NativeCallException">The system refused, for example since somebody else listens there.</exception>
    /// <exception cref="ProcessingException">The address is not safe to listen at, or in use.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has no such addresses.</exception>
    public static TransportListener Listen(ProcessAddress address, int backlog, TransportOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(backlog);
        return address switch
        {
            UnixAddress unix => OperatingSystem.IsLinux()
                ? UnixListener.Listen(unix, backlog, options)
                : throw new PlatformNotSupportedException($"{unix} cannot be used: Unix sockets are supported on Linux only."),
            TcpAddress tcp => TcpListener.Listen(tcp, backlog, options),
            InProcessAddress inProcess => InProcessListener.Listen(inProcess, backlog),
            NamedPipeAddress pipe => OperatingSystem.IsWindows() ? NamedPipeListener.Listen(pipe) : throw CreateWindowsOnly(pipe),
            _ => throw CreateUnknown(address),
        };
    }

    /// <inheritdoc cref="Connect(ProcessAddress, TransportOptions, Deadline, CancellationToken)"/>
    public static Transport Connect(ProcessAddress address, Deadline deadline, CancellationToken cancellationToken)
        => Connect(address, TransportOptions.Default, deadline, cancellationToken);

    /// <summary>Connects; blocks the calling thread, and no other.</summary>
    /// <exception cref="ConnectFailedException">There is no connection; the reason tells why.</exception>
    /// <exception cref="PeerAuthenticationException">The process that listens there runs as a user who is not trusted.</exception>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="NativeCallException">This process or the system is out of descriptors.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has no such addresses.</exception>
    public static Transport Connect(
        ProcessAddress address, TransportOptions options, Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return address switch
        {
            UnixAddress unix => UnixConnector.Connect(unix, options, deadline, cancellationToken),
            TcpAddress tcp => TcpConnector.Connect(tcp, options, deadline, cancellationToken),
            InProcessAddress inProcess => InProcessListener.Connect(inProcess, deadline, cancellationToken),
            NamedPipeAddress pipe => OperatingSystem.IsWindows()
                ? NamedPipeListener.Connect(pipe, deadline, cancellationToken)
                : throw CreateWindowsOnly(pipe),
            _ => throw CreateUnknown(address),
        };
    }

    /// <inheritdoc cref="ConnectAsync(ProcessAddress, TransportOptions, CancellationToken)"/>
    public static ValueTask<Transport> ConnectAsync(ProcessAddress address, CancellationToken cancellationToken)
        => ConnectAsync(address, TransportOptions.Default, cancellationToken);

    /// <summary>Connects; no thread waits meanwhile.</summary>
    /// <inheritdoc cref="Connect(ProcessAddress, TransportOptions, Deadline, CancellationToken)"/>
    public static ValueTask<Transport> ConnectAsync(
        ProcessAddress address, TransportOptions options, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Transport>(cancellationToken);
        }

        return address switch
        {
            UnixAddress unix => UnixConnector.ConnectAsync(unix, options, cancellationToken),
            TcpAddress tcp => TcpConnector.ConnectAsync(tcp, options, cancellationToken),
            InProcessAddress inProcess => InProcessListener.ConnectAsync(inProcess, cancellationToken),
            NamedPipeAddress pipe => OperatingSystem.IsWindows()
                ? NamedPipeListener.ConnectAsync(pipe, cancellationToken)
                : throw CreateWindowsOnly(pipe),
            _ => throw CreateUnknown(address),
        };
    }

    private static PlatformNotSupportedException CreateWindowsOnly(NamedPipeAddress address)
        => new($"{address} is a named pipe, which only Windows has; use unix:/path here.");

    private static ArgumentException CreateUnknown(ProcessAddress address)
        => new($"{address} is no address of a transport; TLS goes on top of one.", nameof(address));
}
