using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>
/// The reading side of one ring. Used by the one receiver only, but for <see cref="Close"/>.
/// </summary>
/// <remarks>
/// What holds against a peer that writes whatever it likes into the memory, at any moment:
/// <list type="number">
/// <item>Our own position is a private field. The shared one is only written, never read back.</item>
/// <item>The peer's position is read once per look, into a local; that copy is checked and then used. It must not be behind the one seen
/// before, nor more than the capacity ahead of ours. Everything else ends the connection, before a byte is touched.</item>
/// <item>Offsets come from our own position, cut to the capacity: no access can leave the mapping, whatever the words say.</item>
/// <item>Bytes are copied out, once, and only the copy is ever looked at. Frames are found, checked and read in private memory, so nothing
/// can change between the check and the use.</item>
/// </list>
/// Sleeping without missing a wake-up is Dekker's pattern: the reader stores its sleep word, then loads the peer's position; the writer
/// stores its position, then loads the sleep word. Both put a full fence between the two, so at least one of them sees the other's store:
/// either the reader finds the bytes and does not sleep, or the writer finds the sleep word, clears it and rings the bell. The bell is a byte
/// in a socket, which stays there until it is taken, so ringing before the reader is asleep is no loss. A writer that is killed between
/// clearing and ringing ends the socket, which wakes the reader too.
/// </remarks>
internal sealed unsafe class RingReader
{
    private readonly RingMemory _memory;
    private readonly RingControl* _control;
    private readonly byte* _data;
    private readonly int _capacity;
    private long _read;
    private long _written; // the writer's position as it was seen last

    public RingReader(RingMemory memory, int ring, long position)
    {
        _memory = memory;
        _control = memory.Control(ring);
        _data = memory.Data(Math.Min(ring, memory.Rings - 1));
        _capacity = ring < memory.Rings ? memory.Capacity : 0; // a direction without bytes has an end all the same
        _read = _written = position;
    }

    /// <summary>How many bytes were taken since the ring was made.</summary>
    public long Position => _read;

    /// <summary>True once the writer said that nothing more comes; what it wrote before is to be read still.</summary>
    public bool WriterEnded
    {
        get
        {
            bool hasEnded = Volatile.Read(ref _control->WriterEnded) != 0;
            GC.KeepAlive(this);
            return hasEnded;
        }
    }

    /// <summary>True when there are bytes to read.</summary>
    /// <exception cref="WireFormatException">The peer's position is one that cannot be.</exception>
    public bool HasBytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _written != _read || Look();
    }

    /// <summary>
    /// Copies out what is there and fits, and makes its place free. Returns the number of bytes; <paramref name="mustRing"/> tells that the
    /// writer sleeps until there is room and its bell is now ours to ring.
    /// </summary>
    /// <exception cref="WireFormatException">The peer's position is one that cannot be.</exception>
    public int Read(Span<byte> destination, out bool mustRing)
    {
        mustRing = false;
        if (destination.IsEmpty || !HasBytes)
        {
            return 0;
        }

        int count = (int)Math.Min(_written - _read, destination.Length);
        new ReadOnlySpan<byte>(_data + (_read & (_capacity - 1)), count).CopyTo(destination);
        _read += count;
        Interlocked.Exchange(ref _control->Read, _read); // the fence that the pattern above needs
        mustRing = Volatile.Read(ref _control->WriterSleeps) != 0 && Interlocked.Exchange(ref _control->WriterSleeps, 0) != 0;
        GC.KeepAlive(this);
        return count;
    }

    /// <summary>From now on the writer rings. The caller looks again before it sleeps.</summary>
    public void AnnounceSleep()
    {
        Interlocked.Exchange(ref _control->ReaderSleeps, 1);
        GC.KeepAlive(this);
    }

    /// <summary>The writer need not ring any more, and may have done so already.</summary>
    public void CancelSleep()
    {
        Volatile.Write(ref _control->ReaderSleeps, 0);
        GC.KeepAlive(this);
    }

    /// <summary>Tells the writer that nothing more is taken. Whoever closes wakes it by ending the socket.</summary>
    public void Close()
    {
        Volatile.Write(ref _control->ReaderClosed, 1);
        GC.KeepAlive(this);
    }

    private bool Look()
    {
        long written = Volatile.Read(ref _control->Written);
        GC.KeepAlive(_memory);
        if (written < _written || written - _read > _capacity)
        {
            throw new WireFormatException(
                $"The peer has spoilt the shared memory: it claims to have written {written} bytes, of which {_read} were read and {_written} seen.");
        }

        _written = written;
        return written != _read;
    }
}
