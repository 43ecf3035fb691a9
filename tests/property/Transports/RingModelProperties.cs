using FsCheck;
using FsCheck.Fluent;

namespace Processing.PropertyTests.Transports;

/// <summary>The two sides of a ring against a queue of bytes.</summary>
public sealed class RingModelProperties
{
    private static readonly Gen<(bool IsWrite, int Count)> s_step =
        from isWrite in Gen.Elements(true, false)
        from count in Gen.Frequency((3, Gen.Choose(0, 50)), (1, Gen.Choose(0, RingMemory.MinCapacity)))
        select (isWrite, count);

    [Fact]
    public void Steps_OfBothSides_DoWhatAQueueDoes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(s_step.ListOf(60).ToArbitrary(), Gen.Choose(0, 3 * RingMemory.MinCapacity).ToArbitrary(), (steps, start) =>
        {
            RingMemory memory = CreateAt(start);
            var writer = new RingWriter(memory, ring: 0, start);
            var reader = new RingReader(memory, ring: 0, start);
            var model = new Queue<byte>();
            byte next = 0;
            foreach (var (isWrite, count) in steps)
            {
                if (isWrite)
                {
                    Write(writer, model, count, ref next);
                }
                else
                {
                    Read(reader, model, count);
                }

                Assert.Equal(model.Count > 0, reader.HasBytes);
                Assert.True(writer.HasRoom(RingMemory.MinCapacity - model.Count));
            }

            memory.Release();
        }));

    [Fact]
    public void Publish_WhileTheOtherSideSleeps_IsToRingOnce()
    {
        RingMemory memory = RingMemory.Create(rings: 1, RingMemory.MinCapacity);
        var writer = new RingWriter(memory, ring: 0, 0);
        var reader = new RingReader(memory, ring: 0, 0);
        reader.AnnounceSleep();
        writer.Write([1]);
        Assert.True(writer.Publish());
        writer.Write([2]);
        Assert.False(writer.Publish());
        writer.AnnounceSleep();
        reader.AnnounceSleep();
        reader.CancelSleep();
        writer.Write([3]);
        Assert.False(writer.Publish());
        Assert.Equal(1, reader.Read(new byte[1], out bool mustRing));
        Assert.True(mustRing);
        Assert.Equal(2, reader.Read(new byte[9], out mustRing));
        Assert.False(mustRing);
        writer.AnnounceSleep();
        Assert.Equal(0, reader.Read(new byte[9], out mustRing)); // nothing was freed, so nobody is woken
        Assert.False(mustRing);
        memory.Release();
    }

    private static void Write(RingWriter writer, Queue<byte> model, int count, ref byte next)
    {
        if (!writer.HasRoom(count))
        {
            Assert.True(model.Count + count > RingMemory.MinCapacity);
            return;
        }

        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = next++;
            model.Enqueue(bytes[i]);
        }

        writer.Write(bytes.AsSpan(0, count / 2));
        writer.Write(bytes.AsSpan(count / 2));
        Assert.False(writer.Publish());
    }

    private static void Read(RingReader reader, Queue<byte> model, int count)
    {
        byte[] bytes = new byte[count];
        int read = reader.Read(bytes, out bool mustRing);
        Assert.False(mustRing);
        Assert.InRange(read, Math.Min(1, Math.Min(count, model.Count)), Math.Min(count, model.Count)); // what it saw last comes first
        for (int i = 0; i < read; i++)
        {
            Assert.Equal(model.Dequeue(), bytes[i]);
        }
    }

    private static unsafe RingMemory CreateAt(long position)
    {
        RingMemory memory = RingMemory.Create(rings: 1, RingMemory.MinCapacity);
        memory.Control(0)->Written = position;
        memory.Control(0)->Read = position;
        return memory;
    }
}
