using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Processing;

/// <summary>Reads addresses strictly: no blanks around, no default port, no other spelling of a scheme.</summary>
internal static class AddressParser
{
    public const string UnixScheme = "unix:";
    public const string TcpScheme = "tcp://";
    public const string TlsScheme = "tls://";
    public const string TlsUnixScheme = "tls+unix:";
    public const string PipeScheme = "pipe:";
    public const string InProcessScheme = "inproc:";

    private const string Forms = "unix:/run/x, tcp://host:port, tls://host:port, tls+unix:/run/x, pipe:name or inproc:name";
    private const string HostForms = "such as 127.0.0.1:5000, [::1]:5000 or host.example:5000";

    /// <summary>Reads an address, or tells what is wrong with the text.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out ProcessAddress? address, [NotNullWhen(false)] out string? mistake)
    {
        try
        {
            address = ParseForm(text);
            mistake = null;
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            address = null;
            mistake = $"\"{Shorten(text)}\" is no address: {error.Message}";
            return false;
        }
    }

    private static ProcessAddress ParseForm(string text)
    {
        if (After(text, UnixScheme) is { } path)
        {
            return new UnixAddress(path);
        }

        if (After(text, TcpScheme) is { } tcp)
        {
            return ParseHostAndPort(tcp, TcpScheme.Length);
        }

        if (After(text, TlsScheme) is { } tls)
        {
            return new TlsAddress(ParseHostAndPort(tls, TlsScheme.Length));
        }

        if (After(text, TlsUnixScheme) is { } tlsPath)
        {
            return new TlsAddress(new UnixAddress(tlsPath));
        }

        if (After(text, PipeScheme) is { } pipe)
        {
            return ParsePipe(pipe);
        }

        return After(text, InProcessScheme) is { } name
            ? new InProcessAddress(name)
            : throw new FormatException($"it must start with a known scheme; the forms are {Forms}.");
    }

    private static TcpAddress ParseHostAndPort(string text, int offset)
    {
        int hostEnd;
        string host;
        if (text.StartsWith('['))
        {
            int close = text.IndexOf(']');
            hostEnd = close + 1;
            host = close > 0 ? text[1..close] : throw new FormatException($"the bracket at position {offset} is not closed; write a host and a port, {HostForms}.");
            if (!host.Contains(':'))
            {
                throw new FormatException($"only an IPv6 address stands in brackets, not \"{host}\".");
            }
        }
        else
        {
            hostEnd = text.LastIndexOf(':');
            if (hostEnd < 0)
            {
                throw new FormatException($"it names no port; write a host and a port, {HostForms}. Port 0 is any free one.");
            }

            host = text[..hostEnd];
            if (host.Contains(':'))
            {
                throw new FormatException($"an IPv6 address stands in brackets: [{host}]:{text[(hostEnd + 1)..]}.");
            }
        }

        if (hostEnd >= text.Length || text[hostEnd] != ':')
        {
            throw new FormatException($"position {offset + hostEnd} should have a colon and a port, {HostForms}.");
        }

        string digits = text[(hostEnd + 1)..];
        bool isPort = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && (digits.Length == 1 || digits[0] != '0');
        return isPort
            ? new TcpAddress(host, port)
            : throw new FormatException($"the port at position {offset + hostEnd + 1} must be a number from 0 to {TcpAddress.MaxPort}, not \"{digits}\".");
    }

    private static NamedPipeAddress ParsePipe(string text)
    {
        if (!text.StartsWith("//", StringComparison.Ordinal))
        {
            return new NamedPipeAddress(text);
        }

        int slash = text.IndexOf('/', 2);
        if (slash < 0)
        {
            throw new FormatException("a pipe of another machine is written pipe://server/name.");
        }

        string server = text[2..slash];
        return server != NamedPipeAddress.ThisMachine
            ? new NamedPipeAddress(text[(slash + 1)..], server)
            : throw new FormatException("a pipe of this machine is written pipe:name.");
    }

    private static string? After(string text, string scheme)
        => text.StartsWith(scheme, StringComparison.Ordinal) ? text[scheme.Length..] : null;

    private static string Shorten(string text) => text.Length <= 200 ? text : $"{text[..200]}...";
}
