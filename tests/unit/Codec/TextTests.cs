using System.Buffers;
using System.Text;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

/// <summary>Texts of every length around the places where the way they are transcoded changes.</summary>
public sealed class TextTests
{
    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 70), 127, 128, 255, 256, 257, 511, 512, 513, 1023, 1024, 1025, 1026, 3000];

    [Fact]
    public void Text_OfEveryLength_TravelsAsItsUtf8()
    {
        foreach (int length in s_lengths)
        {
            AssertTravels(new string('x', length));
            AssertTravels(new string('é', length));
            AssertTravels(new string('€', length));
            AssertTravels(string.Concat(Enumerable.Repeat("😀", length)));
        }
    }

    [Fact]
    public void OneOtherCharacter_AtEveryPlace_TravelsAsItsUtf8()
    {
        for (int length = 1; length <= 40; length++)
        {
            for (int place = 0; place < length; place++)
            {
                AssertTravels(Replaced(length, place, '\u0080'));
                AssertTravels(Replaced(length, place, '\u0100'));
                AssertTravels(Replaced(length, place, '\uff41'));
                AssertTravels(Replaced(length, place, '\0'));
            }
        }
    }

    [Fact]
    public void LoneSurrogate_AtEveryPlace_IsUnsendable()
    {
        foreach (int length in s_lengths)
        {
            for (int place = 0; place < length; place += 1 + (place / 16))
            {
                Unsendable(Replaced(length, place, '\ud83d'));
                Unsendable(Replaced(length, place, '\ude00'));
            }
        }
    }

    [Fact]
    public void WrongByte_AtEveryPlace_IsRefused()
    {
        foreach (int length in s_lengths.Where(length => length is > 0 and < 600))
        {
            string header = ToHex(new string('x', length))[..^(2 * length)];
            for (int place = 0; place < length; place += 1 + (place / 16))
            {
                byte[] bytes = [.. Enumerable.Repeat((byte)'x', length)];
                bytes[place] = 0x80;
                Refused<string>(header + Convert.ToHexStringLower(bytes));
            }
        }
    }

    [Fact]
    public void BufferWriter_WithLessRoomThanAskedFor_IsNotWrittenBeyond()
        => Assert.Throws<InvalidOperationException>(() => MessagePackSerializer.Default.Serialize(new Stingy(), "a text"));

    private static string Replaced(int length, int place, char other)
        => new string('x', place) + other + new string('x', length - place - 1);

    private static void AssertTravels(string text)
    {
        Assert.EndsWith(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), ToHex(text), StringComparison.Ordinal);
        Assert.Equal(text, RoundTrip(text));
    }

    private sealed class Stingy : IBufferWriter<byte>
    {
        public void Advance(int count)
        {
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => new byte[sizeHint - 1];

        public Span<byte> GetSpan(int sizeHint = 0) => new byte[sizeHint - 1];
    }
}
