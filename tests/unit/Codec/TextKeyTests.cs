using System.Buffers;
using System.Text;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

/// <summary>Dictionaries with strings as keys, whose pairs are written and read at once where key and value are short.</summary>
public sealed class TextKeyTests
{
    private static readonly long[] s_numbers =
    [
        0, 1, 127, 128, 255, 256, 65535, 65536, int.MaxValue, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue,
        -1, -32, -33, -128, -129, -32768, -32769, int.MinValue, int.MinValue - 1L, long.MinValue,
    ];

    [Fact]
    public void Pairs_WithKeysOfEveryLength_Travel()
    {
        var numbers = new Dictionary<string, long>();
        var texts = new Dictionary<string, string?>();
        for (int length = 0; length <= 40; length++)
        {
            foreach (string key in new[] { new string('x', length), new string('x', length) + "é", "€" + new string('x', length) })
            {
                numbers[key] = s_numbers[length % s_numbers.Length];
                texts[key] = length % 3 == 0 ? null : key;
            }
        }

        Assert.Equal(numbers, RoundTrip(numbers));
        Assert.Equal(texts, RoundTrip(texts));
        Assert.Equal(ToHex(new SortedDictionary<string, long>(numbers, StringComparer.Ordinal)).Length, ToHex(numbers).Length);
    }

    [Fact]
    public void Integers_OfEverySize_AreThoseOfNumbersAlone()
    {
        foreach (long number in s_numbers)
        {
            Assert.Equal("81a16b" + ToHex(number), ToHex(new Dictionary<string, long> { ["k"] = number }));
            Assert.Equal(number, FromHex<Dictionary<string, long>>("81a16b" + ToHex(number))["k"]);
            if (number == (int)number)
            {
                Assert.Equal("81a16b" + ToHex(number), ToHex(new Dictionary<string, int> { ["k"] = (int)number }));
            }
        }
    }

    [Fact]
    public void Integers_ThatDoNotFit_AreRefusedWhereTheyStand()
    {
        string rest = string.Concat(Enumerable.Range(0, 14).Select(static i => $"a4{Convert.ToHexStringLower(Encoding.ASCII.GetBytes($"k{i:000}"))}01"));

        Assert.Equal(3, Refused<Dictionary<string, int>>("8fa16bce80000000" + rest).Offset);
        Assert.Equal(3, Refused<Dictionary<string, long>>("8fa16bcf8000000000000000" + rest).Offset);
        Assert.Equal(3, Refused<Dictionary<string, int>>("8fa16bcb0000000000000000" + rest).Offset);
        Refused<Dictionary<string, int>>("8fa46b30303001" + rest);
    }

    [Fact]
    public void Pairs_CutAnywhere_Travel()
    {
        var value = Enumerable.Range(0, 20).ToDictionary(static i => "key" + new string('é', i % 3) + i, static i => i * 1000);
        byte[] bytes = Convert.FromHexString(ToHex(value));
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var first = new Segment(bytes.AsMemory(0, cut));
            var last = first.Append(bytes.AsMemory(cut));
            var input = new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);

            Assert.Equal(value, MessagePackSerializer.Default.Deserialize<Dictionary<string, int>>(input));
        }
    }

    [Fact]
    public void Names_InLongerFormOrOtherOrder_AreFound()
    {
        Assert.Equal(new Pair(1, 2), FromHex<Pair>("82a55269676874" + "02" + "a44c65667401"));
        Assert.Equal(new Pair(1, 2), FromHex<Pair>("82d9044c65667401" + "da00055269676874" + "02"));
        Refused<Pair>("82a44c65667401" + "d9044c65667401");
        Refused<Pair>("82a44c65667401" + "a44c65667401");
    }

    internal sealed record Pair(int Left, int Right);

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
