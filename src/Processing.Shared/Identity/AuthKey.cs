using System.Security.Cryptography;
using System.Text;

namespace Processing;

/// <summary>
/// The secret that processes prove to each other. It never prints itself, and it reaches a child only over the private channel the parent
/// holds, never by argument or environment.
/// </summary>
public sealed class AuthKey : IEquatable<AuthKey>
{
    /// <summary>Shortest key that is accepted, in bytes.</summary>
    public const int MinLength = 16;

    /// <summary>Length of a generated key, in bytes.</summary>
    public const int DefaultLength = 32;

    private readonly byte[] _bytes;

    /// <summary>Takes a copy of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">The key is shorter than <see cref="MinLength"/> bytes.</exception>
    public AuthKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinLength)
        {
            throw new ArgumentException($"A key needs at least {MinLength} bytes; {bytes.Length} were given. AuthKey.Generate() makes a good one.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
    }

    /// <summary>The bytes of the key; whoever asks for them must not print or store them.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Makes a key of <see cref="DefaultLength"/> random bytes.</summary>
    public static AuthKey Generate() => new(RandomNumberGenerator.GetBytes(DefaultLength));

    /// <summary>Makes a key of the UTF-8 bytes of <paramref name="text"/>.</summary>
    /// <exception cref="ArgumentException">The text is shorter than <see cref="MinLength"/> bytes.</exception>
    public static AuthKey FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new AuthKey(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Copies the bytes out, for a peer that must be given the key by other means.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>Compares in a time that does not depend on where the keys differ.</summary>
    public bool Equals(AuthKey? other) => other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AuthKey);

    /// <summary>The same for every key: a hash of the secret would be a hint at it.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Says that this is a key, never which.</summary>
    public override string ToString() => "AuthKey(hidden)";
}
