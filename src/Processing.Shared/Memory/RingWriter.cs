namespace Processing;

/// <summary>
/// The writing side of one ring. Used by the one sender only, but for <see cref="End"/>. What <see cref="RingReader"/> says about hostile
/// peers and about sleeping holds here with the sides exchanged; the bytes of the ring are written and never read.
/// </summary>
internal sealed unsafe class RingWriter
{
    private readonly RingMemory _memory;
    private readonly RingControl* _control;
    private readonly byte* _data;
    private readonly int _capacity;
    private long _written;
    private long _read; // the reader's position as it was seen last
    private int _pending; // bytes behind _written that the reader does not know of yet

    public RingWriter(RingMemory memory, int ring, long position)
    {
        _memory = memory;
        _control = memory.Control(ring);
        _data = memory.Data(Math.Min(ring, memory.Rings - 1));
        _capacity = ring < memory.Rings ? memory.Capacity : 0; // a direction without bytes has an end all the same
        _written = position;
        _read = Math.Max(0, position - _capacity); // the reader can be behind by all that fits, and not further
    }

    /// <summary>How many bytes were published since the ring was made.</summary>
    public long Position => _written;

    /// <summary>Bytes in the ring.</summary>
    public int Capacity => _capacity;

    /// <summary>How many bytes fit, as far as is known without looking.</summary>
    public int KnownFree => (int)(_capacity - _pending - (_written - _read));

    /// <summary>True once the reader said that it takes nothing more.</summary>
    public bool ReaderClosed
    {
        get
        {
            bool isClosed = Volatile.Read(ref _control->ReaderClosed) != 0;
            GC.KeepAlive(this);
            return isClosed;
        }
    }

    /// <summary>True when so many bytes fit; looks only if that is not known already.</summary>
    /// <exception cref="WireFormatException">The peer's position is one that cannot be.</exception>
    public bool HasRoom(int count) => KnownFree >= count || (Look() && KnownFree >= count);

    /// <summary>Puts bytes behind those that were put before. The caller has made sure of the room.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > KnownFree)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes.Length, $"Only {KnownFree} bytes fit.");
        }

        bytes.CopyTo(new Span<byte>(_data + ((_written + _pending) & (_capacity - 1)), bytes.Length));
        _pending += bytes.Length;
        GC.KeepAlive(this);
    }

    /// <summary>Forgets what was put and not published: reading the rest from the caller's memory failed.</summary>
    public void Discard() => _pending = 0;

    /// <summary>Shows the reader what was put. True when it sleeps and its bell is now the caller's to ring.</summary>
    public bool Publish()
    {
        _written += _pending;
        _pending = 0;
        Interlocked.Exchange(ref _control->Written, _written); // the full fence between storing the position and looking for sleepers
        return TakeSleep();
    }

    /// <summary>Tells the reader that nothing more comes. True when it sleeps and its bell is now the caller's to ring.</summary>
    public bool End()
    {
        Interlocked.Exchange(ref _control->WriterEnded, 1);
        return TakeSleep();
    }

    /// <summary>From now on the reader rings when it has made room. The caller looks again before it sleeps.</summary>
    public void AnnounceSleep()
    {
        Interlocked.Exchange(ref _control->WriterSleeps, 1);
        GC.KeepAlive(this);
    }

    /// <summary>The reader need not ring any more, and may have done so already.</summary>
    public void CancelSleep()
    {
        Volatile.Write(ref _control->WriterSleeps, 0);
        GC.KeepAlive(this);
    }

    private bool TakeSleep()
    {
        bool mustRing = Volatile.Read(ref _control->ReaderSleeps) != 0 && Interlocked.Exchange(ref _control->ReaderSleeps, 0) != 0;
        GC.KeepAlive(this);
        return mustRing;
    }

    private bool Look()
    {
        long read = Volatile.Read(ref _control->Read);
        GC.KeepAlive(_memory);
        if (read < _read || read > _written)
        {
            throw new WireFormatException(
                $"The peer has spoilt the shared memory: it claims to have read {read} bytes of {_written}, and {_read} before.");
        }

        _read = read;
        return true;
    }
}
