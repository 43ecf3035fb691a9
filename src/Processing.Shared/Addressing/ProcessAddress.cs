using System.Diagnostics.CodeAnalysis;

namespace Processing;

/// <summary>
/// Where a listener is reached: <c>unix:/run/x</c>, <c>tcp://host:port</c>, <c>tls://host:port</c>, <c>tls+unix:/run/x</c>, <c>pipe:name</c>
/// or <c>inproc:name</c>. <see cref="ToString"/> gives the text, <see cref="Parse"/> the address again.
/// </summary>
public abstract record ProcessAddress
{
    private protected ProcessAddress()
    {
    }

    /// <summary>TCP on 127.0.0.1, on any free port: <c>tcp://127.0.0.1:0</c>. Only this machine reaches it.</summary>
    public static TcpAddress AnyTcp { get; } = new("127.0.0.1", 0);

    /// <summary>
    /// A fresh random name for a socket in the runtime directory of this user: <c>$XDG_RUNTIME_DIR/processing</c>, or else
    /// <c>/tmp/processing-UID</c>. The directory is made if it is not there.
    /// </summary>
    /// <exception cref="ProcessingException">The directory belongs to somebody else, is open to others, or is no directory.</exception>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux.</exception>
    public static UnixAddress NewUnix() => new(RuntimeDirectory.NewSocketPath());

    /// <summary>Reads an address from its text.</summary>
    /// <exception cref="FormatException">The text is no address; the message says what is wrong with it, and what a right one looks like.</exception>
    public static ProcessAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AddressParser.TryParse(text, out var address, out string? mistake)
            ? address
            : throw new FormatException(mistake);
    }

    /// <summary>Reads an address from its text; false when the text is no address.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ProcessAddress? address)
    {
        address = null;
        return text is not null && AddressParser.TryParse(text, out address, out _);
    }

    /// <summary>The text of the address.</summary>
    public sealed override string ToString() => Text;

    /// <summary>The text of the address.</summary>
    private protected abstract string Text { get; }
}
