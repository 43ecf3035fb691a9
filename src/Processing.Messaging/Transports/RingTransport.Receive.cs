using System.Runtime.InteropServices;

namespace Processing.Messaging;

// Everything here is called by the one receiver.
internal sealed partial class RingTransport
{
    private RingSpin _receiveSpin = new();

    private long _lastTake; // when the receiver looked last into the socket without having slept on it

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline.HasPassed)
        {
            TakeBells(); // a peer that was killed shows in the socket only
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
        _bell.ParkReceiver(hasThread: false);
        try
        {
            while (!IsReceivableBeforeSleep())
            {
                await DescriptorWait.WaitAsync(_bell.Socket, DescriptorEvents.Readable, cancellationToken).ConfigureAwait(false);
                TakeBells();
            }
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError(); // closed between the look and the wait
        }
        finally
        {
            _in.CancelSleep();
            _bell.UnparkReceiver();
        }
    }

    /// <inheritdoc/>
    public override SafeHandle? PrepareToWait()
    {
        _bell.ParkReceiver(hasThread: false);
        bool isReceivable = true; // when looking fails, so that the receiver does not stay parked
        try
        {
            isReceivable = IsReceivableBeforeSleep();
        }
        finally
        {
            if (isReceivable)
            {
                _in.CancelSleep();
                _bell.UnparkReceiver();
            }
        }

        return isReceivable ? null : _bell.Socket;
    }

    /// <inheritdoc/>
    public override void EndWait()
    {
        // Nothing is thrown here: others that were waited for are still to be told. The next look tells what happened.
        _in.CancelSleep();
        try
        {
            if (!_bell.Take())
            {
                Abort(CreateHandlesLostError());
            }
        }
        catch (ObjectDisposedException)
        {
            // This end was closed during the wait.
        }
        finally
        {
            _bell.UnparkReceiver();
        }
    }

    /// <inheritdoc/>
    public override ReceivedHandles TakeHandles(int count)
    {
        try
        {
            if (_bell.TakeHandles(count) is { } handles)
            {
                return handles;
            }
        }
        catch (Exception error) when (IsClosed && error is ObjectDisposedException or WireFormatException)
        {
            throw CreateClosedError(); // closing took the handles
        }

        Abort(CreateHandlesLostError());
        throw CreateClosedError();
    }

    /// <summary>Handles come ahead of their messages, so those of all that were dropped are here, most of them in the socket.</summary>
    public override void DropPendingHandles()
    {
        try
        {
            _bell.TakeAndDropHandles();
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError();
        }
    }

    /// <inheritdoc/>
    internal override int Receive(Span<byte> buffer, bool wait)
    {
        while (true)
        {
            ThrowIfClosed();
            int count = ReceiveOnce(buffer);
            if (count >= 0)
            {
                return count;
            }

            if (wait)
            {
                WaitToReceive(Deadline.Never, CancellationToken.None);
            }
            else if (!HasSocketEnded())
            {
                return -1;
            }
        }
    }

    private int ReceiveOnce(Span<byte> buffer)
    {
        try
        {
            int count = _in.Read(buffer, out bool mustRing);
            if (IsClosed)
            {
                throw CreateClosedError(); // what was copied may be the zeros that took the ring's place
            }

            if (mustRing)
            {
                Ring(); // whoever has cleared the sleep word rings, whatever comes of it
            }

            if (count > 0)
            {
                _hasHeardPeer = true;
                return count;
            }

            return IsAtEnd() ? 0 : -1;
        }
        catch (WireFormatException error)
        {
            Fail(error);
            throw;
        }
    }

    /// <summary>A peer that was killed shows in the socket only, so that is looked into now and then: as often as the coarse clock ticks.</summary>
    private bool HasSocketEnded()
    {
        long now = Environment.TickCount64;
        if (now != _lastTake)
        {
            _lastTake = now;
            TakeBells();
        }

        return _bell.HasEnded;
    }

    private bool HasBytes()
    {
        try
        {
            return _in.HasBytes;
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
        _bell.ParkReceiver(hasThread: true);
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
            _in.CancelSleep();
            _bell.UnparkReceiver();
        }
    }

    /// <summary>The look between announcing that this end sleeps and sleeping: <see cref="RingReader"/> says why.</summary>
    private bool IsReceivableBeforeSleep()
    {
        _in.AnnounceSleep();
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
        return HasBytes() || _in.WriterEnded || _bell.HasEnded;
    }

    /// <summary>The end comes behind the bytes: whoever ends has written them before, so they are looked for once more after the end was seen.</summary>
    private bool IsAtEnd() => (_in.WriterEnded || _bell.HasEnded) && !_in.HasBytes;

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
            Abort(CreateHandlesLostError());
            throw CreateClosedError();
        }
    }

    private NativeCallException CreateHandlesLostError()
        => new("recvmsg with native handles", ToString(), new NativeError(NativeError.EMFILE));
}
