using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

// Everything here is called by the one receiver.
internal sealed partial class RingTransport
{
    private RingSpin _receiveSpin = new();

    private RingReader Incoming => _in ?? throw new InvalidOperationException($"{this} only sends.");

    /// <inheritdoc/>
    public override ReadResult Read(CancellationToken cancellationToken) => _input.Read(cancellationToken);

    /// <inheritdoc/>
    public override bool TryReceive(out ReadResult result)
    {
        if (_input.TryReceive(out result))
        {
            return true;
        }

        // A peer that was killed shows in the socket only.
        TakeBells();
        return _bell.HasEnded && _input.TryReceive(out result);
    }

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline.HasPassed)
        {
            return IsReceivable();
        }

        if (SpinForBytes())
        {
            return true;
        }

        bool isReceivable = ParkForBytes(deadline, cancellationToken);
        _receiveSpin.Wake();
        return isReceivable;
    }

    /// <inheritdoc/>
    public override async ValueTask WaitToReceiveAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _bell.ParkReceiver();
        try
        {
            while (!IsReceivableBeforeSleep())
            {
                await DescriptorWait.WaitAsync(_bell.Socket, DescriptorEvents.Readable, cancellationToken).ConfigureAwait(false);
                TakeBells();
            }
        }
        finally
        {
            Incoming.CancelSleep();
            _bell.UnparkReceiver();
        }
    }

    /// <inheritdoc/>
    public override SafeHandle? PrepareToWait()
    {
        _bell.ParkReceiver();
        bool isReceivable = true; // when looking fails, so that the receiver does not stay parked
        try
        {
            isReceivable = IsReceivableBeforeSleep();
        }
        finally
        {
            if (isReceivable)
            {
                Incoming.CancelSleep();
                _bell.UnparkReceiver();
            }
        }

        return isReceivable ? null : _bell.Socket;
    }

    /// <inheritdoc/>
    public override void EndWait()
    {
        Incoming.CancelSleep();
        try
        {
            TakeBells();
        }
        finally
        {
            _bell.UnparkReceiver();
        }
    }

    /// <inheritdoc/>
    public override ReceivedHandles TakeHandles(int count) => _bell.TakeHandles(count);

    /// <summary>Copies bytes out of the ring: their number, 0 at the end of the stream, -1 when nothing is there.</summary>
    internal int Receive(Span<byte> buffer)
    {
        try
        {
            int count = Incoming.Read(buffer, out bool mustRing);
            if (IsClosed)
            {
                throw CreateClosedError(); // what was copied may be the zeros that took the ring's place
            }

            if (mustRing)
            {
                Ring(); // whoever has cleared the sleep word rings, whatever comes of it
            }

            return count > 0 ? count : IsAtEnd() ? 0 : -1;
        }
        catch (Exception error) when (error is WireFormatException or ObjectDisposedException)
        {
            Fail(error);
            throw;
        }
    }

    /// <summary>True when there is something in the ring to copy out.</summary>
    internal bool HasBytes()
    {
        try
        {
            return Incoming.HasBytes;
        }
        catch (WireFormatException error)
        {
            Fail(error);
            throw;
        }
    }

    private bool SpinForBytes()
    {
        int steps = 0;
        do
        {
            if (IsReceivable())
            {
                _receiveSpin.Hit(steps);
                return true;
            }
        }
        while (_receiveSpin.Step(ref steps));
        _receiveSpin.Miss();
        return false;
    }

    private bool ParkForBytes(Deadline deadline, CancellationToken cancellationToken)
    {
        bool isSimple = deadline.IsNever && !cancellationToken.CanBeCanceled;
        _bell.ParkReceiver();
        try
        {
            while (!IsReceivableBeforeSleep())
            {
                if (isSimple)
                {
                    CheckBells(_bell.WaitAndTake());
                }
                else if (DescriptorWait.Wait(_bell.Socket, DescriptorEvents.Readable, deadline, cancellationToken))
                {
                    TakeBells();
                }
                else
                {
                    return IsReceivable();
                }
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError();
        }
        finally
        {
            Incoming.CancelSleep();
            _bell.UnparkReceiver();
        }
    }

    /// <summary>The look between announcing that this end sleeps and sleeping: <see cref="RingReader"/> says why.</summary>
    private bool IsReceivableBeforeSleep()
    {
        Incoming.AnnounceSleep();
        if (IsReceivable())
        {
            return true;
        }

        if (_bell.HasTooManyHandles)
        {
            Fail(new WireFormatException("The peer sends native handles that it does not announce."));
        }

        return false;
    }

    private bool IsReceivable()
    {
        ThrowIfClosed();
        return HasBytes() || Incoming.WriterEnded || _bell.HasEnded;
    }

    /// <summary>The end comes behind the bytes: whoever ends has written them before, so they are looked for once more after the end was seen.</summary>
    private bool IsAtEnd() => (Incoming.WriterEnded || _bell.HasEnded) && !Incoming.HasBytes;

    private void TakeBells()
    {
        try
        {
            CheckBells(_bell.Take());
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError();
        }
    }

    private void CheckBells(bool isWhole)
    {
        if (IsClosed)
        {
            _bell.DropHandles(); // what came in after closing had dropped the others
            throw CreateClosedError();
        }

        if (!isWhole)
        {
            Abort(new NativeCallException("recvmsg with native handles", ToString(), new NativeError(NativeError.EMFILE)));
            throw CreateClosedError();
        }
    }
}
