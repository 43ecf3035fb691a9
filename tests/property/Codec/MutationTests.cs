using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Processing.PropertyTests.Codec;

/// <summary>
/// Damaged messages are values or refused, and never cost more than their length allows. PROCESSING_SOAK=1 tries ten million;
/// PROCESSING_SEED repeats a run.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int ShortRun = 100_000;
    private const int LongRun = 10_000_000;
    private const long FreeBytes = 1 << 20;
    private const int BytesPerByte = 3;
    private const int Repetitions = 3;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    private static readonly bool s_isSoak = Environment.GetEnvironmentVariable("PROCESSING_SOAK") == "1";

    [Fact]
    public void DamagedMessages_AreAValueOrIllegal_AtTheirCost()
    {
        int seed = Environment.GetEnvironmentVariable("PROCESSING_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"PROCESSING_SEED={seed}");
        var random = new Random(seed);
        var samples = MutationShapes.Samples;
        var mutation = new Mutation(random, [.. samples.Select(static sample => sample.Message)]);
        Array.ForEach([.. samples], static sample => sample.Read(new ReadOnlySequence<byte>(sample.Message)));

        var figures = new Figures();
        int cases = s_isSoak ? LongRun : ShortRun;
        for (int i = 0; i < cases; i++)
        {
            var sample = samples[random.Next(samples.Count)];
            Try(sample, mutation.Damage(sample.Message), ref figures, seed);
        }

        output.WriteLine(
            $"{cases} cases in {figures.Elapsed.TotalSeconds:F1} s: {figures.Values} values, {figures.Refused} refused; "
            + $"at most {figures.MaxAllocated} bytes allocated and {figures.MaxElapsed.TotalMilliseconds:F1} ms taken by one");
        Assert.True(figures.Refused > cases / 10 && figures.Values > cases / 100, "The damage does not reach both outcomes.");
    }

    private static void Try(MutationSample sample, ReadOnlyMemory<byte> message, ref Figures figures, int seed)
    {
        long start = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValue = IsValue(sample, message, seed);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var elapsed = Stopwatch.GetElapsedTime(start);

        // A machine that stops for a while makes any case slow once; a case that is slow is so again.
        for (int again = 0; again < Repetitions && elapsed >= s_longest; again++)
        {
            start = Stopwatch.GetTimestamp();
            IsValue(sample, message, seed);
            elapsed = Stopwatch.GetElapsedTime(start);
        }

        figures.Values += isValue ? 1 : 0;
        figures.Refused += isValue ? 0 : 1;
        figures.Elapsed += elapsed;
        figures.MaxAllocated = Math.Max(figures.MaxAllocated, allocated);
        figures.MaxElapsed = elapsed > figures.MaxElapsed ? elapsed : figures.MaxElapsed;
        Assert.True(allocated <= (BytesPerByte * message.Length) + FreeBytes, Describe($"allocated {allocated} bytes", sample, message, seed));
        // Only the long run, made on purpose, looks at the time.
        Assert.True(!s_isSoak || elapsed < s_longest, Describe($"took {elapsed}", sample, message, seed));
    }

    private static bool IsValue(MutationSample sample, ReadOnlyMemory<byte> message, int seed)
    {
        try
        {
            sample.Read(new ReadOnlySequence<byte>(message));
            return true;
        }
        catch (WireFormatException)
        {
            return false;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidOperationException(Describe("failed with " + error.GetType(), sample, message, seed), error);
        }
    }

    private static string Describe(string what, MutationSample sample, ReadOnlyMemory<byte> message, int seed)
        => $"Reading {sample.Type} {what}; PROCESSING_SEED={seed}; {Convert.ToHexStringLower(message.Span)}";

    private struct Figures
    {
        public int Values;
        public int Refused;
        public long MaxAllocated;
        public TimeSpan MaxElapsed;
        public TimeSpan Elapsed;
    }
}
