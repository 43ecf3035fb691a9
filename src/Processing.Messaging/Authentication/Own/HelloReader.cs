namespace Processing.Messaging;

/// <summary>Takes the fields of a hello one after the other; the first that is not there makes all that follow fail.</summary>
internal ref struct HelloReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>True while every field was there.</summary>
    public bool IsValid { get; private set; } = true;

    /// <summary>True when every field was there, and nothing stands behind the last one.</summary>
    public readonly bool IsComplete => IsValid && _rest.IsEmpty;

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        if (!IsValid || _rest.Length < length)
        {
            IsValid = false;
            return [];
        }

        var field = _rest[..length];
        _rest = _rest[length..];
        return field;
    }

    /// <summary>One byte; zero when there is none.</summary>
    public byte TakeByte() => Take(1) is [var value] ? value : (byte)0;

    /// <summary>A byte of length within these limits, and so many bytes.</summary>
    public ReadOnlySpan<byte> TakeList(int minLength, int maxLength)
    {
        int length = TakeByte();
        IsValid &= length >= minLength && length <= maxLength;
        return Take(length);
    }
}
