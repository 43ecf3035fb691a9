namespace Processing;

/// <summary>A name inside this process: <c>inproc:name</c>. For threads, and for tests.</summary>
public sealed record InProcessAddress : ProcessAddress
{
    private const int MaxNameLength = 256;

    /// <summary>Names a listener of this process.</summary>
    /// <exception cref="ArgumentException">The name is empty, longer than 256 characters, or has control characters.</exception>
    public InProcessAddress(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value.Length is > 0 and <= MaxNameLength && !value.Any(char.IsControl)
                ? value
                : throw new ArgumentException($"a name has 1 to {MaxNameLength} characters, none of them a control character; write inproc:name.");
        }
    }

    private protected override string Text => AddressParser.InProcessScheme + Name;
}
