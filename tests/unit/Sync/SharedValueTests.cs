using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Processing.Sync;
using Processing.TestSupport;

namespace Processing.UnitTests.Sync;

public sealed class SharedValueTests
{
    [Fact]
    public void Value_EverySize_ReadsWhatWasWritten()
    {
        RoundTrip((byte)200);
        RoundTrip(true);
        RoundTrip('x');
        RoundTrip((short)-3);
        RoundTrip(-1.5f);
        RoundTrip(int.MinValue);
        RoundTrip(long.MaxValue);
        RoundTrip(Math.PI);
        RoundTrip(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"));
        RoundTrip(12.34m);
        RoundTrip(new Particle { X = 1, Y = 2, Hits = 3, Alive = true });
        RoundTrip((1, 2L));
    }

    [Fact]
    public void Reference_OfAStruct_ChangesFieldsInPlace()
    {
        using var value = new SharedValue<Particle>(new Particle { X = 1 });

        using (value.Lock.Hold())
        {
            value.Reference.X += 2;
            value.Reference.Hits++;
        }

        Assert.Equal(3, value.Value.X);
        Assert.Equal(1, value.Value.Hits);
    }

    [Fact]
    public async Task Update_RunsUnderTheLockAndReturnsTheNewValue()
    {
        using var value = new SharedValue<int>(5);

        Assert.Equal(6, value.Update(old =>
        {
            Assert.True(value.Lock.IsHeld);
            return old + 1;
        }));
        Assert.Equal(12, await value.UpdateAsync(static old => old * 2));
        Assert.False(value.Lock.IsHeld);
    }

    [Fact]
    public void Update_DelegateThrows_ValueStaysAndLockIsFree()
    {
        using var value = new SharedValue<int>(5);

        Assert.Throws<DivideByZeroException>(() => value.Update(static old => old / (old - 5)));

        Assert.Equal(5, value.Value);
        Assert.False(value.Lock.IsHeld);
    }

    [Fact]
    public void Lock_GivenOne_IsUsedAndNotDisposed()
    {
        using var shared = new ProcessLock();
        var first = new SharedValue<int>(1, shared);
        using var second = new SharedValue<long>(2, shared);

        Assert.Same(shared, first.Lock);
        Assert.Same(shared, second.Lock);
        first.Dispose();
        Assert.Equal(3, second.Update(static old => old + 1));
    }

    [Fact]
    public void CreateWithoutLock_HasNone()
    {
        using var value = SharedValue<int>.CreateWithoutLock(4);

        Assert.False(value.HasLock);
        Assert.Equal(5, Interlocked.Increment(ref value.Reference));
        Assert.Throws<InvalidOperationException>(() => value.Lock);
        Assert.Throws<InvalidOperationException>(() => value.Update(static old => old));
    }

    [Fact]
    public void Dispose_UseAfterIt_Refused()
    {
        var value = new SharedValue<int>(4);
        value.Dispose();
        value.Dispose();

        Assert.Throws<ObjectDisposedException>(() => value.Value);
        Assert.Throws<ObjectDisposedException>(() => value.Value = 1);
        Assert.Throws<ObjectDisposedException>(() => value.Update(static old => old));
        Assert.Equal("SharedValue<Int32>(disposed)", value.ToString());
    }

    [Fact]
    public void Passing_OwnLock_ValueAndLockAreShared()
    {
        using var value = new SharedValue<int>(7);
        using var other = Pass<SharedValue<int>, SharedValue<int>>(value);

        other.Value = 8;
        using (other.Lock.Hold())
        {
            Assert.True(value.Lock.IsHeld);
        }

        Assert.Equal("SharedValue<Int32>(8)", value.ToString());
    }

    [Fact]
    public void Passing_LockOfAValueAlone_IsTheSameLock()
    {
        using var value = new SharedValue<int>(7);
        using var gate = Pass<ProcessLock, ProcessLock>(value.Lock);

        gate.Acquire();

        Assert.True(value.Lock.IsHeld);
    }

    [Fact]
    public void Passing_GivenLock_TravelsAlong()
    {
        using var shared = new ProcessLock();
        using var value = new SharedValue<int>(7, shared);
        using var other = Pass<SharedValue<int>, SharedValue<int>>(value);

        Assert.Equal(8, other.Update(old =>
        {
            Assert.True(shared.IsHeld);
            return old + 1;
        }));
        Assert.Equal(8, value.Value);
    }

    [Fact]
    public void Passing_WithoutLock_StaysWithout()
    {
        using var value = SharedValue<int>.CreateWithoutLock(7);
        using var other = Pass<SharedValue<int>, SharedValue<int>>(value);

        Assert.False(other.HasLock);
        Assert.Equal(7, other.Value);
    }

    [Fact]
    public void Passing_ReadAsAnotherType_Refused()
    {
        using var value = new SharedValue<int>(7);
        using var wide = new SharedValue<long>(7);
        using var gate = new ProcessLock();

        Assert.Throws<WireFormatException>(() => Pass<SharedValue<int>, SharedValue<long>>(value));
        Assert.Throws<WireFormatException>(() => Pass<SharedValue<long>, SharedValue<int>>(wide));
        Assert.Throws<WireFormatException>(() => Pass<ProcessLock, SharedValue<int>>(gate));
    }

    private static void RoundTrip<T>(T value)
        where T : unmanaged
    {
        using var shared = new SharedValue<T>(value);
        Assert.Equal(value, shared.Value);
        shared.Value = default;
        Assert.Equal(default, shared.Value);
        shared.Value = value;
        Assert.Equal(value, shared.Reference);
    }

    // What a message on a local connection does, without the connection.
    private static TReceived Pass<TSent, TReceived>(TSent value)
    {
        using var handles = new PassedHandles();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(buffer) { Handles = handles };
        MessageFormatter.Write(ref writer, value);
        writer.Flush();
        using var received = new ReceivedHandles(
            [.. Enumerable.Range(0, handles.Count).Select(i => SecondMapping.Reopen((SafeFileHandle)handles[i]))]);
        var reader = new MessageReader(new ReadOnlySequence<byte>(buffer.WrittenMemory)) { Handles = received };
        return MessageFormatter.Read<TReceived>(ref reader);
    }

    private struct Particle
    {
        public double X;
        public double Y;
        public int Hits;
        public bool Alive;
    }
}
