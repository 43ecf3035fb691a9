using System.Buffers;

namespace Processing.UnitTests.Codec;

/// <summary>Messages without references cost no memory, neither to write nor to read.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Message_OfUnmanagedProperties_AllocatesNothing() => AllocatesNothing(new Properties
    {
        A = 1,
        B = 2.5,
        C = Guid.NewGuid(),
        D = DateTime.UnixEpoch,
        E = 1.25m,
        F = DayOfWeek.Friday,
        G = 7,
        H = (1, 'x'),
        I = Int128.MaxValue,
        J = TimeSpan.MaxValue,
    });

    [Fact]
    public void Message_OfUnmanagedFields_AllocatesNothing() => AllocatesNothing(new Fields { X = 1, Y = 2, Z = new Inner(3, 4) });

    [Fact]
    public void Message_WithPlaces_AllocatesNothing() => AllocatesNothing(new Placed { X = 1, Y = 2 });

    [Fact]
    public void Message_OfRecordStruct_AllocatesNothing() => AllocatesNothing(new Inner(5, 6));

    [Fact]
    public void Message_OfPrimitives_AllocatesNothing()
    {
        AllocatesNothing(42);
        AllocatesNothing(2.5);
        AllocatesNothing((1L, true, 3f, DateOnly.MaxValue, TimeOnly.MaxValue));
        AllocatesNothing((5, (int?)null));
        AllocatesNothing(KeyValuePair.Create(1, Half.One));
        AllocatesNothing(new System.Numerics.Complex(1, 2));
        AllocatesNothing(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)));
    }

    private static void AllocatesNothing<T>(T value)
        where T : struct
    {
        var output = new ArrayBufferWriter<byte>(1024);
        MessagePackSerializer.Default.Serialize(output, value);
        var input = new ReadOnlySequence<byte>(output.WrittenSpan.ToArray());
        T back = default;
        for (int i = 0; i < 100; i++)
        {
            Pass();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(0, after - before);
        Assert.Equal(value, back);

        void Pass()
        {
            output.ResetWrittenCount();
            MessagePackSerializer.Default.Serialize(output, value);
            back = MessagePackSerializer.Default.Deserialize<T>(input);
        }
    }

    private record struct Properties
    {
        public int A { get; set; }

        public double B { get; set; }

        public Guid C { get; set; }

        public DateTime D { get; set; }

        public decimal E { get; set; }

        public DayOfWeek F { get; set; }

        public byte? G { get; set; }

        public (int, char) H { get; set; }

        public Int128 I { get; set; }

        public TimeSpan J { get; set; }
    }

    private record struct Inner(int First, long Second);

    private struct Fields
    {
        public int X;
        public long Y;
        public Inner Z;
    }

    [Message]
    private record struct Placed
    {
        [Key(0)]
        public int X { get; set; }

        [Key(2)]
        public int Y { get; set; }
    }
}
