namespace Processing;

/// <summary>TLS on top of another address: <c>tls://host:port</c> or <c>tls+unix:/run/x</c>. Without TLS nobody is let in there.</summary>
public sealed record TlsAddress : ProcessAddress
{
    /// <summary>Asks for TLS on top of <paramref name="inner"/>.</summary>
    /// <param name="inner">A <see cref="TcpAddress"/> or a <see cref="UnixAddress"/>.</param>
    /// <exception cref="ArgumentException">TLS does not go on top of such an address.</exception>
    public TlsAddress(ProcessAddress inner) => Inner = inner;

    /// <summary>What TLS goes on top of.</summary>
    public ProcessAddress Inner
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value is TcpAddress or UnixAddress
                ? value
                : throw new ArgumentException($"TLS goes on top of a TCP or Unix address, not of {value}.");
        }
    }

    private protected override string Text => Inner is TcpAddress tcp
        ? AddressParser.TlsScheme + tcp.Authority
        : AddressParser.TlsUnixScheme + ((UnixAddress)Inner).Path;
}
