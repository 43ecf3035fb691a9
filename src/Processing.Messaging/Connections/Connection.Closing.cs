namespace Processing.Messaging;

public sealed partial class Connection
{
    /// <summary>Fires when this end is closed, for whatever reason.</summary>
    public CancellationToken Closed => _transport.Closed;

    /// <summary>
    /// Why this connection broke: the first reason counts. Null while it has not, and after it was closed in order. Calls fail with it as the
    /// inner exception.
    /// </summary>
    public Exception? CloseReason => _transport.CloseReason;

    /// <summary>
    /// Ends the stream to the peer, which receives what was sent and then the end; the other direction goes on. <see cref="CanSend"/> is
    /// false from now on. A second call does nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">This end cannot send, or another thread is sending.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on.</exception>
    /// <exception cref="ConnectionClosedException">This end was closed after a failure, which is the inner exception.</exception>
    public void CompleteSending()
    {
        if (_hasCompletedSending && !IsClosed)
        {
            return;
        }

        CheckDirection(ConnectionDirection.Send);
        bool isRaw = Volatile.Read(ref _sender) == Raw;
        if (!isRaw)
        {
            Enter(ref _sender, "sending");
        }

        try
        {
            EndSending();
        }
        finally
        {
            if (!isRaw)
            {
                ExitSend();
            }
        }
    }

    /// <summary>
    /// Closes this end in order: ends the stream to the peer, then waits until the peer has ended its own. A peer that receives until the end
    /// before it closes has by then received everything. Messages that still arrive are dropped. This end is closed afterwards in any case.
    /// </summary>
    /// <param name="timeout">How long to wait for the peer; <see cref="Timeout.InfiniteTimeSpan"/> waits without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when the peer ended its stream; false when the time passed first, or the connection was broken.</returns>
    /// <exception cref="InvalidOperationException">Another thread is sending or receiving: end its calls first. This end stays open.</exception>
    /// <exception cref="OperationCanceledException">The token fired. This end is closed.</exception>
    public bool Close(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!BeginClose())
        {
            return false;
        }

        try
        {
            var deadline = Deadline.After(timeout);
            while (!Drain())
            {
                if (!_transport.WaitToReceive(deadline, cancellationToken))
                {
                    return Drain();
                }
            }

            return true;
        }
        catch (Exception broken) when (broken is ConnectionClosedException or ObjectDisposedException or WireFormatException)
        {
            return false; // the reason stays in CloseReason
        }
        finally
        {
            EndClose();
        }
    }

    /// <inheritdoc cref="Close"/>
    public async ValueTask<bool> CloseAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!BeginClose())
        {
            return false;
        }

        try
        {
            var deadline = Deadline.After(timeout);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(deadline.RemainingMilliseconds);
            while (!Drain())
            {
                await _transport.WaitToReceiveAsync(limit.Token).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // the limit of time fired
        }
        catch (Exception broken) when (broken is ConnectionClosedException or ObjectDisposedException or WireFormatException)
        {
            return false; // the reason stays in CloseReason
        }
        finally
        {
            EndClose();
        }
    }

    /// <summary>
    /// Breaks the connection off: calls under way here, and all later ones, fail with <see cref="ConnectionClosedException"/>, whose inner
    /// exception is <paramref name="reason"/> unless there was a reason before. The peer finds the end of the stream. Dispose it still.
    /// </summary>
    /// <param name="reason">What the calls shall tell; null says that this process broke it off.</param>
    public void Abort(Exception? reason = null)
    {
        _transport.Abort(reason ?? new ConnectionClosedException($"{_transport} was broken off by this process."));
        ReleaseBuffers();
    }

    private void EndSending()
    {
        _transport.CompleteSending();
        _hasCompletedSending = true;
        _direction &= ~ConnectionDirection.Send;
    }

    /// <summary>Claims both directions and ends the outgoing one; false when this end is closed already.</summary>
    private bool BeginClose()
    {
        if (IsClosed)
        {
            return false;
        }

        Enter(ref _sender, "sending");
        try
        {
            Enter(ref _receiver, "receiving");
        }
        catch
        {
            ExitSend();
            throw;
        }

        try
        {
            EndSending(); // an end that only receives ends its silent direction, for the peer may wait for that
            return true;
        }
        catch (Exception broken) when (broken is ConnectionClosedException or ObjectDisposedException)
        {
            EndClose();
            return false;
        }
    }

    /// <summary>Drops what has arrived; true at the end of the stream.</summary>
    private bool Drain()
    {
        while (_transport.TryReceive(out var result))
        {
            _transport.Input.AdvanceTo(result.Buffer.End);
            _transport.DropPendingHandles();
            if (result.IsCompleted)
            {
                return true;
            }
        }

        return false;
    }

    private void EndClose()
    {
        ExitReceive();
        ExitSend();
        Dispose();
    }
}
