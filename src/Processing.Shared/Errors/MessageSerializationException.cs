namespace Processing;

/// <summary>A value cannot be written as a message: its type has no formatter, it is nested too deeply, or it cannot travel on this connection.</summary>
public sealed class MessageSerializationException : ProcessingException
{
    private const int MaxPathLength = 120;

    // Where in the value the trouble is; written while the exception passes up through the formatters, by the thread it passes on.
    private string? _root;
    private string? _path;

    /// <summary>Creates the error.</summary>
    /// <param name="message">Which type or member cannot be written, why, and what to do.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public MessageSerializationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>What cannot be written and why, behind the path of members that leads to it.</summary>
    public override string Message => _path is null ? base.Message : $"{_root}.{_path}: {base.Message}";

    /// <summary>Notes that it happened in <paramref name="member"/> of <paramref name="owner"/>.</summary>
    internal void AddMember(Type owner, string member)
    {
        _root = owner.ToString();
        _path = _path is null ? member : $"{member}.{_path}";
        if (_path.Length > MaxPathLength)
        {
            // The end that matters is the one the caller knows; deep inside, a cycle repeats itself.
            _path = string.Concat(_path.AsSpan(0, MaxPathLength), "...");
        }
    }
}
