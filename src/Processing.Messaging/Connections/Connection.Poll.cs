namespace Processing.Messaging;

public sealed partial class Connection
{
    /// <summary>Tells whether a receive would return at once: a whole message is here, or the end of the stream, or bytes that are no message.</summary>
    /// <param name="timeout">How long to wait for that; zero by default, <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">This end cannot receive, or another thread is receiving.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on, before or during the call.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public bool Poll(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            var deadline = Deadline.After(timeout);
            while (!IsReceivable())
            {
                if (!_transport.WaitToReceive(deadline, cancellationToken))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc cref="Poll"/>
    public async ValueTask<bool> PollAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            if (IsReceivable())
            {
                return true;
            }

            var deadline = Deadline.After(timeout);
            if (deadline.HasPassed)
            {
                return false;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(deadline.RemainingMilliseconds);
            return await WaitForReceivableAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // the limit of time fired, not the caller's token
        }
        finally
        {
            ExitReceive();
        }
    }

    private async ValueTask<bool> WaitForReceivableAsync(CancellationToken cancellationToken)
    {
        do
        {
            await _transport.WaitToReceiveAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!IsReceivable());
        return true;
    }

    private bool IsReceivable()
    {
        while (_transport.TryReceive(out var result))
        {
            bool isReady;
            try
            {
                isReady = FrameReader.TryRead(result.Buffer, _maxMessageLength, IsPlain, out _) || result.IsCompleted;
            }
            catch (WireFormatException)
            {
                isReady = true; // the receive that follows reports it, and closes the connection
            }

            _transport.Input.AdvanceTo(result.Buffer.Start, isReady ? result.Buffer.Start : result.Buffer.End);
            if (isReady)
            {
                return true;
            }
        }

        return false;
    }
}
