namespace Processing.Messaging;

// Waiting for room in the outgoing ring. Everything here is called by the one sender.
internal sealed partial class RingTransport
{
    // Where handles that nobody takes block the way to the bells, or a blocked thread depends on a receiver who may find no free thread to
    // take them, the ring is looked at from time to time. This decides when to look, never what the answer is.
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(50);

    private RingSpin _sendSpin = new();

    private bool HasRoom(int count)
    {
        try
        {
            return _out.HasRoom(count);
        }
        catch (WireFormatException error)
        {
            Fail(error);
            throw;
        }
    }

    private bool HasRoomOrEnded(int count)
    {
        ThrowIfClosed();
        return HasRoom(count) || (_out.ReaderClosed || _bell.HasEnded ? throw CreatePeerClosedError() : false);
    }

    private bool HasRoomBeforeSleep(int count)
    {
        _out.AnnounceSleep();
        return HasRoomOrEnded(count);
    }

    private void WaitForRoom(int count, CancellationToken cancellationToken)
    {
        int steps = 0;
        while (_sendSpin.Step(ref steps))
        {
            if (HasRoomOrEnded(count))
            {
                _sendSpin.Hit(steps);
                return;
            }
        }

        _sendSpin.Miss();
        ParkForRoom(count, cancellationToken);
        _sendSpin.Wake();
    }

    private void ParkForRoom(int count, CancellationToken cancellationToken)
    {
        var signal = WakeSignal.OfThisThread;
        _bell.ParkSender(signal);
        try
        {
            while (!HasRoomBeforeSleep(count))
            {
                var (events, limit) = ChooseWait(isBlocking: true);
                DescriptorWait.WaitOrNudge(_bell.Socket, events, limit, signal, cancellationToken);
                AfterSleep(events);
            }
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError();
        }
        finally
        {
            _out.CancelSleep();
            _bell.UnparkSender();
            signal.Clear();
        }
    }

    private async ValueTask WaitForRoomAsync(int count, CancellationToken cancellationToken)
    {
        _bell.ParkSender(signal: null);
        try
        {
            while (true)
            {
                int nudges = _bell.Nudges;
                if (HasRoomBeforeSleep(count))
                {
                    return;
                }

                var (events, limit) = ChooseWait(isBlocking: false);
                await SleepAsync(events, limit, nudges, cancellationToken).ConfigureAwait(false);
                AfterSleep(events);
            }
        }
        catch (ObjectDisposedException)
        {
            throw CreateClosedError();
        }
        finally
        {
            _out.CancelSleep();
            _bell.UnparkSender();
        }
    }

    private async ValueTask SleepAsync(DescriptorEvents events, Deadline limit, int nudges, CancellationToken cancellationToken)
    {
        using var slice = limit.IsNever ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        slice?.CancelAfter(s_slice);
        var sleep = DescriptorWait.WaitAsync(_bell.Socket, events, slice?.Token ?? cancellationToken);
        if (_bell.Nudges != nudges)
        {
            DescriptorPoller.Shared.Nudge(_bell.Socket); // the one that came before there was anybody to nudge
        }

        try
        {
            await sleep.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The slice is over.
        }
    }

    private (DescriptorEvents Events, Deadline Limit) ChooseWait(bool isBlocking)
    {
        if (_bell.BelongsToReceiver)
        {
            bool mayStarve = isBlocking && _bell.BelongsToThreadlessReceiver;
            return (DescriptorEvents.None, mayStarve ? Deadline.After(s_slice) : Deadline.Never);
        }

        return _bell.HasTooManyHandles
            ? (DescriptorEvents.None, Deadline.After(s_slice))
            : (DescriptorEvents.Readable, Deadline.Never);
    }

    private void AfterSleep(DescriptorEvents events)
    {
        ThrowIfClosed();
        if (events == DescriptorEvents.None)
        {
            _bell.LookForEnd();
        }
        else if (!_bell.TakeForSender())
        {
            CheckBells(isWhole: false);
        }
    }
}
