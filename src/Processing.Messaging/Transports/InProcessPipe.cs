using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// One direction between two ends in this process: a ring of bytes that holds so many and no more. One writer and one reader; each may be
/// blocked, may wait without a thread, or, the reader, on a descriptor beside others.
/// </summary>
internal sealed class InProcessPipe
{
    private const int SmallestSize = 4 * 1024;
    private const int Capacity = 256 * 1024;

    private readonly object _gate = new(); // a monitor, since threads wait on it
    private byte[] _bytes = []; // grows with what is written; all of the following under _gate
    private int _start;
    private int _count;
    private bool _isCompleted; // the writer has ended
    private bool _isReaderGone;
    private bool _isBellArmed;
    private TaskCompletionSource? _readable; // what the reader waits on without a thread
    private TaskCompletionSource? _writable; // the same for the writer
    private SafeFileHandle? _bell; // made on demand

    private bool IsReadable => _count > 0 || _isCompleted || _isReaderGone;

    private bool IsWritable => _count < Capacity || _isCompleted || _isReaderGone;

    /// <summary>Takes what is there: the number of bytes, 0 at the end, -1 when there is nothing.</summary>
    public int TryRead(Span<byte> buffer)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return _isCompleted || _isReaderGone ? 0 : -1;
            }

            int length = Math.Min(buffer.Length, _count);
            CopyOut(buffer[..length]);
            _start = (_start + length) % _bytes.Length;
            _count -= length;
            Announce();
            return length;
        }
    }

    /// <summary>Puts in what there is room for: the number of bytes, perhaps 0; -1 when nobody will read them.</summary>
    public int TryWrite(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isCompleted || _isReaderGone)
            {
                return -1;
            }

            int length = Math.Min(bytes.Length, Capacity - _count);
            if (length > 0)
            {
                Reserve(_count + length);
                int end = (_start + _count) % _bytes.Length;
                int first = Math.Min(length, _bytes.Length - end);
                bytes[..first].CopyTo(_bytes.AsSpan(end));
                bytes[first..length].CopyTo(_bytes);
                _count += length;
                Announce();
            }

            return length;
        }
    }

    /// <summary>The writer has ended: behind what is there comes the end.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            Announce();
        }
    }

    /// <summary>The reader has gone: what is there is dropped, and so is all that would follow.</summary>
    public void CloseReader()
    {
        lock (_gate)
        {
            _isReaderGone = true;
            _count = 0;
            _bytes = [];
            Announce();
            _bell?.Dispose(); // rung just now; whoever waits on it holds it open until then
            _bell = null;
        }
    }

    /// <summary>Blocks the reader until there is something or the end; false when the deadline passed first.</summary>
    public bool WaitToRead(Deadline deadline, CancellationToken cancellationToken)
        => Wait(static pipe => pipe.IsReadable, deadline, cancellationToken);

    /// <summary>Blocks the writer until there is room or no reader; false when the deadline passed first.</summary>
    public bool WaitToWrite(Deadline deadline, CancellationToken cancellationToken)
        => Wait(static pipe => pipe.IsWritable, deadline, cancellationToken);

    /// <summary>As <see cref="WaitToRead"/>, without a thread.</summary>
    public Task WaitToReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return IsReadable ? Task.CompletedTask : WaitOnAsync(ref _readable, cancellationToken);
        }
    }

    /// <summary>As <see cref="WaitToWrite"/>, without a thread.</summary>
    public Task WaitToWriteAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return IsWritable ? Task.CompletedTask : WaitOnAsync(ref _writable, cancellationToken);
        }
    }

    /// <summary>A descriptor that becomes readable with the pipe, until <see cref="DisarmBell"/>; null when the pipe is readable already.</summary>
    public SafeFileHandle? ArmBell()
    {
        lock (_gate)
        {
            if (IsReadable)
            {
                return null;
            }

            _bell ??= Libc.CreateEventDescriptor();
            _isBellArmed = true;
            return _bell;
        }
    }

    /// <summary>The wait on the bell is over.</summary>
    public void DisarmBell()
    {
        lock (_gate)
        {
            _isBellArmed = false;
            if (_bell is not null)
            {
                Libc.ClearEvent(_bell);
            }
        }
    }

    private static Task WaitOnAsync(ref TaskCompletionSource? source, CancellationToken cancellationToken)
    {
        source ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return source.Task.WaitAsync(cancellationToken);
    }

    private void CopyOut(Span<byte> buffer)
    {
        int first = Math.Min(buffer.Length, _bytes.Length - _start);
        _bytes.AsSpan(_start, first).CopyTo(buffer);
        _bytes.AsSpan(0, buffer.Length - first).CopyTo(buffer[first..]);
    }

    private void Reserve(int needed)
    {
        if (needed > _bytes.Length)
        {
            byte[] larger = new byte[Math.Max(SmallestSize, (int)BitOperations.RoundUpToPowerOf2((uint)needed))];
            CopyOut(larger.AsSpan(0, _count));
            _bytes = larger;
            _start = 0;
        }
    }

    private bool Wait(Func<InProcessPipe, bool> isReady, Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var registration = cancellationToken.UnsafeRegister(static state => ((InProcessPipe)state!).Wake(), this);
        lock (_gate)
        {
            while (!isReady(this))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (deadline.HasPassed)
                {
                    return false;
                }

                Monitor.Wait(_gate, deadline.RemainingMilliseconds);
            }

            return true;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Something has changed. Called under the gate; whoever is woken runs after it, on a thread of its own.</summary>
    private void Announce()
    {
        Monitor.PulseAll(_gate);
        if (IsReadable)
        {
            _readable?.TrySetResult();
            _readable = null;
            if (_isBellArmed)
            {
                _isBellArmed = false;
                Libc.SetEvent(_bell!); // armed, so it is there
            }
        }

        if (IsWritable)
        {
            _writable?.TrySetResult();
            _writable = null;
        }
    }
}
