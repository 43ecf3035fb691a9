using System.Security.Cryptography;

namespace Processing.Bench.Common;

/// <summary>The SHA-256 work of the row <c>pool.cpu</c>.</summary>
internal static class CpuWork
{
    public const int Tasks = 32;

    private const double SerialSeconds = 0.3;
    private static readonly byte[] s_block = new byte[16384];

    /// <summary>Hashes the block so many times.</summary>
    public static int Hash(int rounds)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < rounds; i++)
        {
            hash.AppendData(s_block);
        }

        return hash.GetHashAndReset()[0];
    }

    /// <summary>How often one task hashes the block so that all tasks together take <see cref="SerialSeconds"/> alone.</summary>
    public static int CalibrateRounds()
    {
        Hash(8);
        int rounds = 8;
        double seconds = Measure.Timed(() => Hash(rounds));
        while (seconds < 0.002)
        {
            rounds *= 2;
            seconds = Measure.Timed(() => Hash(rounds));
        }

        return Math.Max(1, (int)(rounds * SerialSeconds / Tasks / seconds));
    }

    /// <summary>How many times faster <paramref name="pooled"/> does all tasks than this thread alone.</summary>
    public static double SpeedUp(int rounds, Action pooled)
    {
        double before = Measure.Timed(() => Alone(rounds));
        double together = Measure.Timed(pooled);
        double after = Measure.Timed(() => Alone(rounds));
        return (before + after) / 2 / together;
    }

    private static void Alone(int rounds)
    {
        for (int i = 0; i < Tasks; i++)
        {
            Hash(rounds);
        }
    }
}
