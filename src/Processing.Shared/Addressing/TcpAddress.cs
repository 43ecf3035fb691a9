using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Processing;

/// <summary>
/// A TCP port of a host: <c>tcp://host:port</c>, an IPv6 address in brackets. What is spoken there depends on the endpoint: TLS on top
/// unless its options say otherwise.
/// </summary>
public sealed record TcpAddress : ProcessAddress
{
    /// <summary>The highest port.</summary>
    public const int MaxPort = ushort.MaxValue;

    private const int MaxHostLength = 253;

    /// <summary>Names a port of a host.</summary>
    /// <param name="host">
    /// A name or an IP address, IPv6 without brackets. <c>0.0.0.0</c> and <c>::</c> are all addresses of this machine, the second of both kinds.
    /// </param>
    /// <param name="port">The port; 0 lets the system choose a free one for a listener.</param>
    /// <exception cref="ArgumentException">The host is no name and no IP address, or the port is out of range.</exception>
    public TcpAddress(string host, int port)
    {
        Host = host;
        Port = port;
    }

    /// <summary>A name in lower case or an IP address in its usual form, IPv6 without brackets.</summary>
    public string Host
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = TryNormalize(value) ?? throw new ArgumentException(
                value.Length == 0
                    ? "it names no host; write tcp://127.0.0.1:0 for this machine."
                    : $"the host \"{(value.Length <= MaxHostLength ? value : value[..MaxHostLength])}\" is no host name and no IP address.");
        }
    }

    /// <summary>The port; 0 is any free one.</summary>
    public int Port
    {
        get;
        init => field = value is >= 0 and <= MaxPort
            ? value
            : throw new ArgumentException($"the port must be a number from 0 to {MaxPort}, not {value}.");
    }

    /// <summary>Host and port as errors and TLS write them.</summary>
    internal string Authority => Host.Contains(':')
        ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private protected override string Text => AddressParser.TcpScheme + Authority;

    private static string? TryNormalize(string host)
    {
        if (host.Contains(':'))
        {
            return host.IndexOfAny(['[', ']', '/']) < 0 && IPAddress.TryParse(host, out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6
                ? address.ToString()
                : null;
        }

        // A name of digits and dots alone is an address, and only in its full form: 127.1 or 010.0.0.1 mean different things to different readers.
        string lower = host.ToLowerInvariant();
        bool isNumeric = lower.Length > 0 && lower.Split('.')[^1] is { Length: > 0 } last && last.All(char.IsAsciiDigit);
        if (isNumeric)
        {
            return IPAddress.TryParse(lower, out var address) && address.ToString() == lower ? lower : null;
        }

        return lower.Length is > 0 and <= MaxHostLength && lower.Split('.').All(IsLabel) ? lower : null;
    }

    private static bool IsLabel(string label)
        => label.Length is > 0 and <= 63
            && label[0] != '-' && label[^1] != '-'
            && label.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_');
}
