using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// A transport through shared memory: one ring per direction, and a socket beside them for waking up, for noticing the peer's end, and for
/// native handles. Two running peers exchange messages without a system call.
/// </summary>
internal sealed partial class RingTransport : BufferedTransport
{
    /// <summary>Bytes in each ring. Pages cost memory from their first use on.</summary>
    public const int DefaultCapacity = 256 * 1024;

    private const int LargestPiece = 64 * 1024;

    private readonly RingMemory _memory;
    private readonly RingDoorbell _bell;
    private readonly int _pieceSize; // copying in pieces lets the peer take one while the next is written, and keeps both in the processor's cache
    private readonly int _end; // 0 or 1; this end receives from the ring of the same number
    private readonly RingReader _in; // of no bytes at the sending end of a one-way pipe
    private readonly RingWriter _out; // of no bytes at the receiving end of a one-way pipe

    /// <summary>Takes ownership of one use of the memory, and of the socket. The positions are 0 unless this end was used elsewhere before.</summary>
    public RingTransport(RingMemory memory, SafeFileHandle socket, int end, long received = 0, long sent = 0)
    {
        _memory = memory;
        _bell = new RingDoorbell(socket);
        _end = end;
        _pieceSize = Math.Min(LargestPiece, memory.Capacity / 4);
        _in = new RingReader(memory, end, received);
        _out = new RingWriter(memory, 1 - end, sent);
        Name = $"ring {socket.DangerousGetHandle()}"; // kept for messages: a closed handle has no number
    }

    /// <summary>True where rings can be used, even if this process would not make one by itself.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>True where new pipes are rings.</summary>
    public static bool IsPreferred => Capability.UsesLinux && IsSupported;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool CanPassHandles => true;

    /// <inheritdoc/>
    public override TransportMove Move => new RingMove(this);

    /// <summary>The memory.</summary>
    public RingMemory Memory => _memory;

    /// <summary>The socket beside it, with the handles that came.</summary>
    public RingDoorbell Bell => _bell;

    /// <summary>Which end this is: 0 or 1.</summary>
    public int End => _end;

    /// <summary>How many bytes were taken out of the incoming ring.</summary>
    public long Received => _in.Position;

    /// <summary>How many bytes were put into the outgoing ring.</summary>
    public long Sent => _out.Position;

    /// <summary>Makes two connected ends; one ring is enough when the first only receives.</summary>
    /// <exception cref="NativeCallException">This process or the system is out of descriptors or memory.</exception>
    public static (RingTransport First, RingTransport Second) CreatePair(bool duplex, int capacity = DefaultCapacity)
    {
        var memory = RingMemory.Create(duplex ? 2 : 1, capacity);
        try
        {
            var (first, second) = Libc.CreateSocketPair();
            return (new RingTransport(memory, first, end: 0), new RingTransport(memory.Share(), second, end: 1));
        }
        catch
        {
            memory.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void HangUp()
    {
        try
        {
            _ = Libc.Shutdown(_bell.Socket); // failing means that there is no peer any more
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile, which ends more than this.
        }
    }

    /// <summary>Lets go of this process's end without ending the stream, which another process goes on using.</summary>
    public void Detach()
    {
        SetDisposed("was passed to another process");
        if (TryMarkClosed())
        {
            ReleaseAll();
        }
    }

    /// <inheritdoc/>
    protected override void CloseCore()
    {
        // The peer sees the words when it looks next; ending the socket wakes it, and everybody here, wherever they wait.
        _in.Close();
        _out.End();
        _ = Libc.Shutdown(_bell.Socket); // failing means that there is nobody to wake
        ReleaseAll();
    }

    private void Ring()
    {
        try
        {
            if (_bell.Ring())
            {
                return;
            }
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError();
        }

        // The peer sleeps on, and would for ever.
        Abort(new NativeCallException("sendmsg", $"the bell of {this}", NativeError.Last));
        throw CreateClosedError();
    }

    private void ReleaseAll()
    {
        _bell.Socket.Dispose();
        _bell.DropHandles();
        _memory.Release();
    }

    /// <summary>Turns what went wrong below into what the caller is told, and closes this end if the peer is to blame.</summary>
    [DoesNotReturn]
    private void Fail(Exception error)
    {
        if (!IsClosed && error is WireFormatException)
        {
            Abort(error);
            ExceptionDispatchInfo.Throw(error);
        }

        // A thread that was inside while this end was closed meets zeros in place of the ring, or a closed socket.
        throw CreateClosedError();
    }
}
