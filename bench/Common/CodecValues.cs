namespace Processing.Bench.Common;

/// <summary>What the rows of the codec write and read; the peers of other languages have the same values.</summary>
internal static class CodecValues
{
    public static int Int => 123_456;

    public static Reading Record => MakeRecord(7);

    /// <summary>1024 characters, every eighth of them not ASCII.</summary>
    public static string Text => string.Concat(Enumerable.Repeat("abcdefgé", 128));

    public static double[] Doubles => [.. Enumerable.Range(0, 1000).Select(i => i * 1.1)];

    public static Dictionary<string, int> Map => Enumerable.Range(0, 100).ToDictionary(i => $"key-{i}", i => i * 1000);

    public static List<Reading> Records => [.. Enumerable.Range(0, 100).Select(MakeRecord)];

    private static Reading MakeRecord(int i) => new(
        i, 1_700_000_000_000 + i, $"sensor-{i}", "kPa", 101.325 + (i * 0.1), 0.025, 0.75f, i % 2 == 0, (short)(i % 16), "within the expected range");
}
