using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// The socket beside a ring: each byte in it means "look again", its end is the peer's end, and handles ride on it. One end's receiver and
/// sender may sleep on it at the same time, for bytes and for room.
/// </summary>
/// <remarks>
/// Neither may take the byte that was meant for the other. So while the receiver is parked, it alone takes bytes out, and then nudges a parked
/// sender, which sleeps on its own signal and on the end of the socket only. While no receiver is parked, the sender takes them: whoever
/// starts to receive afterwards looks at the ring before it sleeps, and finds what the byte was about. Who is parked is said under the gate,
/// and bytes are taken by a sender under the gate.
/// </remarks>
internal sealed class RingDoorbell(SafeFileHandle socket)
{
    // The message that is arriving, and the one after it, whose handles are sent before its first byte.
    private const int MaxUnannounced = 2;
    private const int BellBytes = 64;

    private static readonly byte[] s_bell = [0];

    private readonly Lock _gate = new();
    private readonly Queue<SafeFileHandle[]> _handles = new(); // one array per message; under _gate
    private readonly ConcurrentQueue<SafeFileHandle> _arriving = new(); // of one receive by the receiver or, under _gate, by others
    private bool _isReceiverParked; // under _gate
    private bool _hasReceiverThread; // the parked receiver blocks a thread, which runs at once when it is woken; under _gate
    private WakeSignal? _parkedSender; // under _gate
    private bool _isSenderWaitingAsync; // under _gate
    private int _nudges; // written under _gate
    private bool _hasEnded;

    /// <summary>The socket.</summary>
    public SafeFileHandle Socket { get; } = socket;

    /// <summary>True once the end of the socket was seen: the peer is gone, or this end hung up.</summary>
    public bool HasEnded => Volatile.Read(ref _hasEnded);

    /// <summary>True when more handles lie here than the peer can have announced so far.</summary>
    public bool HasTooManyHandles
    {
        get
        {
            lock (_gate)
            {
                return _handles.Count > MaxUnannounced;
            }
        }
    }

    /// <summary>True when the sender has to leave the socket to the receiver.</summary>
    public bool BelongsToReceiver
    {
        get
        {
            lock (_gate)
            {
                return _isReceiverParked;
            }
        }
    }

    /// <summary>How often parked senders were nudged, for one that waits without a thread.</summary>
    public int Nudges => Volatile.Read(ref _nudges);

    /// <summary>Rings at the peer; false with errno on failure. A full socket will do: what is in it has not been taken yet.</summary>
    public bool Ring()
    {
        while (Libc.SendBytes(Socket, s_bell, default, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL) < 0)
        {
            switch (NativeError.Last.Number)
            {
                case NativeError.EINTR:
                    break;
                case NativeError.EAGAIN:
                    return true;
                case NativeError.EPIPE or NativeError.ECONNRESET or NativeError.ENOTCONN:
                    Volatile.Write(ref _hasEnded, true);
                    return true;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Sends handles ahead of their message; -1 with errno on failure.</summary>
    public nint SendHandles(PassedHandles handles) => Libc.SendBytes(Socket, s_bell, default, handles, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);

    /// <summary>Looks whether the peer is gone, without taking anything out.</summary>
    public bool LookForEnd()
    {
        if (!HasEnded && Libc.Poll(Socket, 0, null, 0, out bool hasEnded, out _) > 0 && hasEnded)
        {
            Volatile.Write(ref _hasEnded, true);
        }

        return HasEnded;
    }

    /// <summary>True when whoever the socket is left to has to find a thread first, once it is woken.</summary>
    public bool BelongsToThreadlessReceiver
    {
        get
        {
            lock (_gate)
            {
                return _isReceiverParked && !_hasReceiverThread;
            }
        }
    }

    /// <summary>The receiver is about to sleep, on a thread or without one.</summary>
    public void ParkReceiver(bool hasThread)
    {
        lock (_gate)
        {
            _isReceiverParked = true;
            _hasReceiverThread = hasThread;
        }
    }

    /// <summary>The receiver is awake: from now on a parked sender takes the bytes.</summary>
    public void UnparkReceiver()
    {
        lock (_gate)
        {
            _isReceiverParked = false;
            NudgeLocked();
        }
    }

    /// <summary>The sender is about to sleep, and can be nudged.</summary>
    public void ParkSender(WakeSignal? signal)
    {
        lock (_gate)
        {
            _parkedSender = signal;
            _isSenderWaitingAsync = signal is null;
        }
    }

    /// <summary>The sender is awake; nobody nudges it after this.</summary>
    public void UnparkSender()
    {
        lock (_gate)
        {
            _parkedSender = null;
            _isSenderWaitingAsync = false;
        }
    }

    /// <summary>Takes what is in the socket; called by the receiver. False when handles came that this process could not take.</summary>
    public bool Take()
    {
        lock (_gate)
        {
            bool isWhole = TakeLocked();
            NudgeLocked();
            return isWhole;
        }
    }

    /// <summary>Takes what is in the socket, unless that is the receiver's; called by the sender. As <see cref="Take"/>.</summary>
    public bool TakeForSender()
    {
        lock (_gate)
        {
            return _isReceiverParked || TakeLocked();
        }
    }

    /// <summary>Blocks until there is something in the socket, and takes it; called by the parked receiver. As <see cref="Take"/>.</summary>
    public bool WaitAndTake()
    {
        // One call that sleeps and takes, instead of two. Nobody else takes from the socket meanwhile.
        ReceiveOnce(wait: true, out bool isWhole);
        lock (_gate)
        {
            KeepArrivedLocked();
            NudgeLocked();
            return isWhole;
        }
    }

    /// <summary>
    /// Takes the handles of the next message that has some, if they are as many as it says; null when they came, but this process could not
    /// take them.
    /// </summary>
    public ReceivedHandles? TakeHandles(int count)
    {
        lock (_gate)
        {
            bool isWhole = true;
            while (_handles.Count == 0 && isWhole && ReceiveOnce(wait: false, out isWhole) > 0)
            {
                KeepArrivedLocked();
            }

            NudgeLocked();
            if (!isWhole)
            {
                return null; // taking on would give this message the handles of the next
            }

            var handles = _handles.Count > 0 ? _handles.Dequeue() : [];
            if (handles.Length == count)
            {
                return new ReceivedHandles(handles);
            }

            new ReceivedHandles(handles).Dispose();
            throw new WireFormatException($"The peer announces {count} native handles, but {handles.Length} came.");
        }
    }

    /// <summary>Takes all handles that have come, and closes them; called by the receiver, who drops their messages.</summary>
    public void TakeAndDropHandles()
    {
        lock (_gate)
        {
            do
            {
                DropHandlesLocked();
            }
            while (ReceiveOnce(wait: false, out _) > 0);
            NudgeLocked();
        }
    }

    /// <summary>Puts handles in that were received elsewhere.</summary>
    public void AddHandles(SafeFileHandle[] handles)
    {
        lock (_gate)
        {
            _handles.Enqueue(handles);
        }
    }

    /// <summary>What was received and not taken, message by message, for it moves to another process.</summary>
    public SafeFileHandle[][] GetHandles()
    {
        lock (_gate)
        {
            return [.. _handles];
        }
    }

    /// <summary>Closes what nobody took.</summary>
    public void DropHandles()
    {
        lock (_gate)
        {
            DropHandlesLocked();
        }
    }

    private void DropHandlesLocked()
    {
        KeepArrivedLocked();
        while (_handles.TryDequeue(out var handles))
        {
            new ReceivedHandles(handles).Dispose();
        }
    }

    private bool TakeLocked()
    {
        // Handles are taken for one message at a time, so that a peer cannot fill this process's table with them.
        int before = _handles.Count;
        bool isWhole = true;
        while (_handles.Count == before && before <= MaxUnannounced && isWhole && ReceiveOnce(wait: false, out isWhole) > 0)
        {
            KeepArrivedLocked();
        }

        return isWhole;
    }

    private void KeepArrivedLocked()
    {
        if (!_arriving.IsEmpty)
        {
            _handles.Enqueue([.. _arriving]);
            _arriving.Clear();
        }
    }

    private void NudgeLocked()
    {
        _parkedSender?.Set();
        if (_isSenderWaitingAsync)
        {
            Volatile.Write(ref _nudges, _nudges + 1);
            DescriptorPoller.Shared.Nudge(Socket);
        }
    }

    /// <summary>Receives once: more than 0 when there was something, 0 at the end, -1 when there is nothing.</summary>
    private nint ReceiveOnce(bool wait, out bool isWhole)
    {
        Span<byte> bells = stackalloc byte[BellBytes];
        while (true)
        {
            nint received = Libc.ReceiveBytes(Socket, bells, wait ? 0 : Libc.MSG_DONTWAIT, _arriving, out bool handlesLost);
            isWhole = !handlesLost;
            if (received > 0)
            {
                return received;
            }

            var error = received < 0 ? NativeError.Last : default;
            switch (error.Number)
            {
                case NativeError.EINTR:
                    continue;
                case NativeError.EAGAIN when !wait:
                    return -1;
                case NativeError.EAGAIN:
                    // Someone else who holds the socket has put it in non-blocking mode.
                    DescriptorWait.Wait(Socket, DescriptorEvents.Readable, Deadline.Never);
                    continue;
                default:
                    // The end, or a peer that closed with bells of ours unheard: all it did before shows in the ring.
                    Volatile.Write(ref _hasEnded, true);
                    return 0;
            }
        }
    }
}
