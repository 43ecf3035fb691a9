using System.Buffers;
using Processing.Messaging;

namespace Processing.UnitTests.Transports;

public sealed class BufferTests
{
    [Fact]
    public void SegmentedBuffer_Grown_KeepsAllBytesBehindTheReserved()
    {
        var buffer = new SegmentedBuffer(reserved: 20);
        byte[] expected = new byte[300_000];
        new Random(1).NextBytes(expected);
        for (int i = 0; i < expected.Length; i += 1000)
        {
            expected.AsSpan(i, 1000).CopyTo(buffer.GetSpan(1000));
            buffer.Advance(1000);
        }

        new byte[] { 8, 9 }.CopyTo(buffer.Reserved[^2..]);
        Assert.Equal(expected.Length, buffer.Length);
        Assert.False(buffer.TryGetSpan(2, out _));
        Assert.True(buffer.GetSequence().ToArray().AsSpan().SequenceEqual(expected));
        Assert.Equal([8, 9], buffer.GetSequence(headerLength: 2).Slice(0, 2).ToArray());
        buffer.Clear();
    }

    [Fact]
    public void SegmentedBuffer_Reset_StartsAnew()
    {
        var buffer = new SegmentedBuffer(reserved: 4);
        for (int round = 0; round < 3; round++)
        {
            buffer.GetSpan(5000 * round)[0] = (byte)round;
            buffer.Advance(1);
            Assert.True(buffer.TryGetSpan(0, out var bytes));
            Assert.Equal([(byte)round], bytes.ToArray());
            buffer.Reset();
            Assert.Equal(0, buffer.Length);
        }
    }

    [Fact]
    public void SegmentedBuffer_ReservedIsWrittenLast_WhenTheFirstWriteIsLarge()
    {
        var buffer = new SegmentedBuffer(reserved: 4);
        _ = buffer.Reserved;
        buffer.GetSpan(100_000)[..100_000].Fill(7);
        buffer.Advance(100_000);
        buffer.Reserved.Fill(1);
        Assert.True(buffer.TryGetSpan(4, out var bytes));
        Assert.Equal(100_004, bytes.Length);
        Assert.Equal(4, bytes.IndexOf((byte)7));
    }

    [Fact]
    public void SegmentedBuffer_AdvanceBeyondWhatWasGiven_IsRefused()
    {
        var buffer = new SegmentedBuffer();
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(1));
        int given = buffer.GetMemory(1).Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(given + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }

    [Fact]
    public void ReceiveBuffer_FilledAndConsumedInPieces_GivesTheSameBytes()
    {
        var buffer = new ReceiveBuffer();
        byte next = 0;
        byte expected = 0;
        for (int round = 1; round < 300; round++)
        {
            byte[] piece = new byte[round * 37];
            for (int i = 0; i < piece.Length; i++)
            {
                piece[i] = next++;
            }

            buffer.Append(piece);
            var taken = buffer.Sequence.Slice(0, buffer.Length * (round % 4) / 3);
            foreach (byte value in taken.ToArray())
            {
                Assert.Equal(expected++, value);
            }

            long left = buffer.Length - taken.Length;
            buffer.Consume(taken.End);
            Assert.Equal(left, buffer.Length);
        }
    }

    [Fact]
    public void ReceiveBuffer_PositionConsumedBefore_IsRefused()
    {
        var buffer = new ReceiveBuffer();
        buffer.Append([1, 2, 3, 4]);
        var start = buffer.Sequence.Start;
        buffer.Consume(buffer.Sequence.GetPosition(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Consume(start));
    }

    [Fact]
    public void ReceiveBuffer_Growing_NeverMoreThanDoublesWhatArrived()
    {
        var buffer = new ReceiveBuffer();
        while (buffer.Length < 8_000_000)
        {
            int room = buffer.GetFree().Length;
            Assert.True(room <= Math.Max(64 * 1024, buffer.Length));
            buffer.Commit(room);
        }

        buffer.Clear();
        Assert.Equal(0, buffer.Length);
    }
}
