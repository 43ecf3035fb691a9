using System.Buffers.Binary;

namespace Processing.PropertyTests.Codec;

/// <summary>Damages valid messages the way an attacker or a broken peer would. Works in one buffer, so that a case costs little.</summary>
internal sealed class Mutation(Random random, IReadOnlyList<byte[]> donors)
{
    private const int Room = 64;

    private static readonly byte[] s_heads =
    [
        0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcf, 0xd0, 0xd3, 0xd4, 0xd8,
        0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xe0, 0xff,
    ];

    private readonly byte[] _buffer = new byte[donors.Max(donor => donor.Length) + Room];

    /// <summary>A damaged copy of <paramref name="message"/>, valid until the next one is made.</summary>
    public ReadOnlyMemory<byte> Damage(byte[] message)
    {
        message.CopyTo(_buffer, 0);
        int length = message.Length;
        for (int i = random.Next(1, 4); i > 0 && length > 0; i--)
        {
            length = Step(length);
        }

        return _buffer.AsMemory(0, length);
    }

    private int Step(int length)
    {
        int at = random.Next(length);
        switch (random.Next(7))
        {
            case 0:
                _buffer[at] ^= (byte)(1 << random.Next(8));
                return length;
            case 1:
                _buffer[at] = s_heads[random.Next(s_heads.Length)];
                return length;
            case 2:
                return at; // cut off
            case 3:
                return Splice(at, length);
            case 4:
                return Inflate(at, length);
            case 5:
                int count = random.Next(length - at);
                _buffer.AsSpan(at + count, length - at - count).CopyTo(_buffer.AsSpan(at));
                return length - count;
            default:
                _buffer[at] = (byte)random.Next(256);
                return length;
        }
    }

    /// <summary>Puts a piece of another message over what stands there.</summary>
    private int Splice(int at, int length)
    {
        byte[] donor = donors[random.Next(donors.Count)];
        int from = random.Next(donor.Length);
        int count = Math.Min(random.Next(donor.Length - from) + 1, _buffer.Length - at);
        donor.AsSpan(from, count).CopyTo(_buffer.AsSpan(at));
        return Math.Max(length, at + count);
    }

    /// <summary>Puts a header there that announces more than there is, or about as much.</summary>
    private int Inflate(int at, int length)
    {
        if (at + 6 > _buffer.Length)
        {
            return length;
        }

        ReadOnlySpan<byte> wide = [0xc6, 0xc9, 0xdb, 0xdd, 0xdf];
        _buffer[at] = wide[random.Next(wide.Length)];
        uint announced = random.Next(4) switch
        {
            0 => uint.MaxValue,
            1 => int.MaxValue,
            2 => (uint)random.Next(1 << 20),
            _ => (uint)random.Next(length - at + 1),
        };
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(at + 1), announced);
        return Math.Max(length, at + 5);
    }
}
