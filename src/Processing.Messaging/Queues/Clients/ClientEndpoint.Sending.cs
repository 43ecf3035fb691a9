namespace Processing.Messaging;

internal sealed partial class ClientEndpoint
{
    /// <summary>Sends what is not to be given up.</summary>
    private void Send(OutgoingMessage message) => Send(message, request: null, Deadline.Never, CancellationToken.None);

    /// <summary>
    /// Sends the message; false when the deadline passed before its first byte was taken, which is when the home has been stopped for so long
    /// that the socket is full. The request is given up unless the message was sent.
    /// </summary>
    private bool Send(OutgoingMessage message, QueueRequest? request, Deadline deadline, CancellationToken cancellationToken)
    {
        bool isSent = false;
        try
        {
            if (_sendTurn.Wait(deadline.RemainingMilliseconds, cancellationToken))
            {
                try
                {
                    isSent = SendInTurn(message, deadline, cancellationToken);
                }
                finally
                {
                    _sendTurn.Release();
                }
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            End(error); // nothing of use can be read any more: an item could not be acknowledged
            throw CreateEndedError();
        }
        finally
        {
            AbandonUnless(isSent, request);
        }

        return isSent;
    }

    private Task<bool> SendAsync(OutgoingMessage message) => SendAsync(message, request: null, Deadline.Never, CancellationToken.None).AsTask();

    /// <inheritdoc cref="Send(OutgoingMessage, QueueRequest?, Deadline, CancellationToken)"/>
    private async ValueTask<bool> SendAsync(
        OutgoingMessage message, QueueRequest? request, Deadline deadline, CancellationToken cancellationToken)
    {
        bool isSent = false;
        try
        {
            if (await _sendTurn.WaitAsync(deadline.RemainingMilliseconds, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    isSent = await SendInTurnAsync(message, deadline, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    _sendTurn.Release();
                }
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            End(error); // nothing of use can be read any more: an item could not be acknowledged
            throw CreateEndedError();
        }
        finally
        {
            AbandonUnless(isSent, request);
        }

        return isSent;
    }

    private bool SendInTurn(OutgoingMessage message, Deadline deadline, CancellationToken cancellationToken)
    {
        if (deadline.IsNever)
        {
            _connection.SendMessage(message, cancellationToken);
            return true;
        }

        using var limit = CreateLimit(deadline, cancellationToken);
        try
        {
            _connection.SendMessage(message, limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async ValueTask<bool> SendInTurnAsync(OutgoingMessage message, Deadline deadline, CancellationToken cancellationToken)
    {
        if (deadline.IsNever)
        {
            await _connection.SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
            return true;
        }

        using var limit = CreateLimit(deadline, cancellationToken);
        try
        {
            await _connection.SendMessageAsync(message, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private static CancellationTokenSource CreateLimit(Deadline deadline, CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline.RemainingMilliseconds);
        return limit;
    }

    // A handle of an item may have been disposed by its owner meanwhile: that fails this call, and is not the end of the queue.
    private bool IsEnd(Exception error)
        => error is ConnectionClosedException || (error is ObjectDisposedException && _connection.IsClosed);

    private void AbandonUnless(bool isSent, QueueRequest? request)
    {
        if (!isSent && request is not null)
        {
            TryAbandon(request);
            PassReadingOn();
        }
    }
}
