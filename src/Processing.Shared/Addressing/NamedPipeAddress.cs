namespace Processing;

/// <summary>A named pipe of Windows: <c>pipe:name</c>, or <c>pipe://server/name</c> on another machine.</summary>
public sealed record NamedPipeAddress : ProcessAddress
{
    /// <summary>The server's name that stands for this machine.</summary>
    public const string ThisMachine = ".";

    private const int MaxNameLength = 240;

    /// <summary>Names a pipe.</summary>
    /// <param name="name">The name, without slashes, backslashes and colons.</param>
    /// <param name="server">The machine; <see cref="ThisMachine"/> by default.</param>
    /// <exception cref="ArgumentException">The name or the machine's name has characters it cannot have.</exception>
    public NamedPipeAddress(string name, string server = ThisMachine)
    {
        Name = name;
        Server = server;
    }

    /// <summary>The name of the pipe.</summary>
    public string Name
    {
        get;
        init => field = Check(value, "the name of a pipe", "pipe:name");
    }

    /// <summary>The machine; <see cref="ThisMachine"/> unless it is another one.</summary>
    public string Server
    {
        get;
        init => field = Check(value, "the name of a machine", "pipe://server/name");
    }

    private protected override string Text
        => AddressParser.PipeScheme + (Server == ThisMachine ? Name : $"//{Server}/{Name}");

    private static string Check(string value, string what, string form)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool isRight = value.Length is > 0 and <= MaxNameLength
            && !value.Any(character => char.IsControl(character) || character is '/' or '\\' or ':');
        return isRight
            ? value
            : throw new ArgumentException(
                $"{what} has 1 to {MaxNameLength} characters, no slash, backslash, colon or control character; write {form}.");
    }
}
