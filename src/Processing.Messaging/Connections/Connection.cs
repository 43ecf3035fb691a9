using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// One end of a pipe: sends and receives whole messages. One thread may send while another receives; two senders or two receivers at a
/// time are a mistake, and reported as one. A connection can be passed to another process, as an argument or in a message: it moves
/// there, and this object is closed once it is on its way.
/// </summary>
public sealed partial class Connection : IDisposable, IAsyncDisposable
{
    /// <summary>What <see cref="MaxMessageLength"/> is unless it is set: 256 MiB.</summary>
    public const long DefaultMaxMessageLength = 256L * 1024 * 1024;

    private const int Idle = 0;
    private const int Busy = 1;
    private const int Moving = 2;
    private const int Raw = 3;

    private readonly Transport _transport;
    private readonly ConnectionCounters _counters = new();
    private ConnectionDirection _direction; // loses Send when sending was completed; written by the one sender
    private bool _hasCompletedSending; // written by the one sender
    private bool _isInMessage; // a part of a message was handed on; written by the one receiver
    private long _maxMessageLength = DefaultMaxMessageLength;
    private OutgoingMessage? _spare; // taken and put back by whoever sends
    private int _sender; // Idle, Busy, Moving or Raw
    private int _receiver; // Idle, Busy, Moving or Raw

    private Connection(Transport transport, ConnectionDirection direction)
    {
        _transport = transport;
        _direction = direction;
        StartReporting();
    }

    /// <summary>Nobody disposed it: its descriptor is closed by its own finalizer, and it is no longer counted.</summary>
    ~Connection() => OpenConnections.Remove(_counters);

    /// <summary>True if messages can be sent from this end.</summary>
    public bool CanSend => (_direction & ConnectionDirection.Send) != 0;

    /// <summary>True if messages can be received at this end.</summary>
    public bool CanReceive => (_direction & ConnectionDirection.Receive) != 0;

    /// <summary>
    /// True once this object was disposed, passed to another process, or closed after a failure. That the peer has closed shows when
    /// sending or receiving.
    /// </summary>
    public bool IsClosed => _transport.IsClosed;

    /// <summary>Who is at the other end, as far as the system tells; null where it does not, as for the two ends of a pipe in one process.</summary>
    public PeerIdentity? Peer => _transport.Peer;

    /// <summary>
    /// The longest message, in bytes, that this end sends or accepts; <see cref="DefaultMaxMessageLength"/> unless set. A peer that
    /// announces a longer one is cut off before anything is allocated for it.
    /// </summary>
    public long MaxMessageLength
    {
        get => _maxMessageLength;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxMessageLength = value;
        }
    }

    /// <summary>
    /// The format of values; null (the default) is MessagePack, which alone can carry connections, queues and locks. Both ends must use
    /// the same; it does not move along when the connection is passed on.
    /// </summary>
    public IMessageSerializer? Serializer { get; set; }

    /// <summary>
    /// True when the peer knows CPython's frames only: nothing that this library adds to them (handles, trace context) is sent or understood.
    /// Set before the first message.
    /// </summary>
    internal bool IsPlain { get; set; }

    /// <summary>True while a call that receives is under way.</summary>
    internal bool IsReceiving => Volatile.Read(ref _receiver) == Busy;

    /// <summary>True while a call that sends is under way.</summary>
    internal bool IsSending => Volatile.Read(ref _sender) == Busy;

    /// <summary>Closes this end. The peer receives what was sent, then the end of the stream. Calls that wait here fail with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _transport.Dispose();
        ReleaseBuffers();
        StopReporting();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Names the descriptor and the direction: <c>Connection(fd 12, duplex)</c>.</summary>
    public override string ToString() => IsClosed
        ? "Connection(closed)"
        : _direction switch
        {
            ConnectionDirection.Receive => $"Connection({_transport.Name}, receive only)",
            ConnectionDirection.Send => $"Connection({_transport.Name}, send only)",
            _ => $"Connection({_transport.Name}, duplex)",
        };

    /// <summary>Takes ownership of a connected stream socket.</summary>
    internal static Connection FromDescriptor(SafeFileHandle socket, ConnectionDirection direction) => new(new UnixTransport(socket), direction);

    /// <summary>The peer is known to be gone: what it sent can still be received, then comes the end, whoever else holds its socket.</summary>
    internal void HangUp() => _transport.HangUp();

    /// <summary>Takes ownership of a transport.</summary>
    internal static Connection FromTransport(Transport transport, ConnectionDirection direction) => new(transport, direction);

    private void ReleaseBuffers()
    {
        Interlocked.Exchange(ref _spare, null)?.Dispose();
        if (Interlocked.CompareExchange(ref _receiver, Busy, Idle) == Idle)
        {
            _transport.Input.Complete(); // nobody reads the buffers, so they go back to the pool
        }
    }

    private void EnterSend()
    {
        CheckDirection(ConnectionDirection.Send);
        Enter(ref _sender, "sending");
    }

    private void EnterReceive()
    {
        CheckDirection(ConnectionDirection.Receive);
        Enter(ref _receiver, "receiving");
    }

    private void ExitSend() => Volatile.Write(ref _sender, Idle);

    private void ExitReceive() => Volatile.Write(ref _receiver, Idle);

    private void CheckDirection(ConnectionDirection wanted)
    {
        if ((_direction & wanted) == 0)
        {
            throw CreateDirectionError(wanted);
        }

        if (_transport.IsClosed)
        {
            throw _transport.CreateClosedError();
        }
    }

    private void Enter(ref int user, string activity)
    {
        int before = Interlocked.CompareExchange(ref user, Busy, Idle);
        if (before == Idle)
        {
            return;
        }

        throw _transport.IsClosed
            ? _transport.CreateClosedError()
            : new InvalidOperationException(before switch
            {
                Moving => $"{this} is in a message that passes it to another process; it cannot be used here any more.",
                Raw => $"{this} was taken as a plain stream of bytes, by {nameof(Input)} or {nameof(Output)}; it has no messages this way any more.",
                _ => $"{this} is {activity} already. One thread may send and one receive at a time; give each its own connection, or take turns.",
            });
    }

    private Exception CreateDirectionError(ConnectionDirection wanted)
    {
        if (!_hasCompletedSending || wanted != ConnectionDirection.Send)
        {
            return new InvalidOperationException(
                $"{this} cannot {(wanted == ConnectionDirection.Send ? "send" : "receive")}: the pipe was made with duplex: false.");
        }

        return _transport.IsClosed
            ? _transport.CreateClosedError()
            : new InvalidOperationException($"{this} sends no more: {nameof(CompleteSending)} was called.");
    }
}
