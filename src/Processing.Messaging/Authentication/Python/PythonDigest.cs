using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>A digest that CPython's handshake may name, in braces before a message.</summary>
internal sealed class PythonDigest
{
    private readonly byte[] _name;
    private readonly Compute _compute;

    private PythonDigest(ReadOnlySpan<byte> name, int length, bool isSupported, Compute compute)
    {
        _name = name.ToArray();
        Length = length;
        IsSupported = isSupported;
        _compute = compute;
    }

    private delegate int Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac);

    /// <summary>HMAC with MD5, the only one that CPython before 3.12 has.</summary>
    public static PythonDigest Md5 { get; } = new("md5"u8, HMACMD5.HashSizeInBytes, isSupported: true, HMACMD5.HashData);

    /// <summary>HMAC with SHA-256, what every challenge of ours names.</summary>
    public static PythonDigest Sha256 { get; } = new("sha256"u8, HMACSHA256.HashSizeInBytes, isSupported: true, HMACSHA256.HashData);

    /// <summary>All there are; any other name is refused, as CPython does.</summary>
    public static IReadOnlyList<PythonDigest> All { get; } =
    [
        Md5,
        Sha256,
        new("sha384"u8, HMACSHA384.HashSizeInBytes, isSupported: true, HMACSHA384.HashData),
        new("sha3_256"u8, HMACSHA3_256.HashSizeInBytes, HMACSHA3_256.IsSupported, HMACSHA3_256.HashData),
        new("sha3_384"u8, HMACSHA3_384.HashSizeInBytes, HMACSHA3_384.IsSupported, HMACSHA3_384.HashData),
    ];

    /// <summary>The name, without braces.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>Length of its code.</summary>
    public int Length { get; }

    /// <summary>False where the machine's cryptography does not have it.</summary>
    public bool IsSupported { get; }

    /// <summary>Splits <c>{name}rest</c>; null when no digest of <see cref="All"/> is named.</summary>
    public static PythonDigest? FindPrefix(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        int end = message.IndexOf((byte)'}');
        if (message is not [(byte)'{', ..] || end < 0)
        {
            return null;
        }

        foreach (var digest in All)
        {
            if (message[1..end].SequenceEqual(digest.Name))
            {
                rest = message[(end + 1)..];
                return digest;
            }
        }

        return null;
    }

    /// <summary>The code of a message under a key.</summary>
    public byte[] HashData(AuthKey key, ReadOnlySpan<byte> message)
    {
        byte[] mac = new byte[Length];
        _compute(key.Bytes, message, mac);
        return mac;
    }
}
