namespace Processing.Messaging;

/// <summary>What an asynchronous receive found: a value, or the end of the stream.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="HasValue">False when the peer has closed and nothing is left.</param>
/// <param name="Value">The value; meaningful only with <paramref name="HasValue"/>.</param>
public readonly record struct Received<T>(bool HasValue, T Value)
{
    /// <summary>Gives the value out; false at the end of the stream.</summary>
    public bool TryGetValue([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return HasValue;
    }
}
