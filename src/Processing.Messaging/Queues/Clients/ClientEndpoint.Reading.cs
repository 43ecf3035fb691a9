namespace Processing.Messaging;

// One reader at a time. A call that blocks reads itself, on its own thread, as long as its answer is out; the others wait in the process and
// are handed their answers. Whoever leaves with the place of the reader free wakes the next one. For calls that do not block, a loop reads.
internal sealed partial class ClientEndpoint
{
    /// <summary>Blocks until the answer is there (true), or the deadline has passed or the token has fired (false).</summary>
    private bool WaitForAnswer(QueueRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            while (!request.IsAnswered)
            {
                if (cancellationToken.IsCancellationRequested || deadline.HasPassed)
                {
                    return false;
                }

                if (!TryBecomeReader(request))
                {
                    request.Waiter.Wait(deadline, cancellationToken);
                    continue;
                }

                try
                {
                    ReadOnce(deadline, cancellationToken);
                }
                finally
                {
                    StopReading();
                }
            }

            return true;
        }
        finally
        {
            PassReadingOn();
        }
    }

    /// <inheritdoc cref="WaitForAnswer"/>
    private async ValueTask<bool> WaitForAnswerAsync(QueueRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        if (TryBecomeReader(request))
        {
            KeepLoop(ReadLoopAsync());
        }

        await request.Waiter.WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
        return request.IsAnswered;
    }

    private bool TryBecomeReader(QueueRequest request)
    {
        lock (_gate)
        {
            // The reader before may have received this very answer on its last turn; then there is nothing left to read for.
            if (_isReading || request.IsAnswered)
            {
                return false;
            }

            _isReading = true;
            return true;
        }
    }

    private void StopReading()
    {
        lock (_gate)
        {
            _isReading = false;
        }
    }

    /// <summary>Sees to it that someone reads while anyone waits.</summary>
    private void PassReadingOn()
    {
        lock (_gate)
        {
            if (_isReading || _pending.Count == 0)
            {
                return;
            }

            if (_pendingAsync == 0)
            {
                _pending.Values.First().Waiter.Signal(); // all of them block; this one finds the place free, or leaves and passes it on
                return;
            }

            _isReading = true;
        }

        KeepLoop(Task.Run(ReadLoopAsync)); // not on this thread, whose call is over
    }

    private void KeepLoop(Task loop)
    {
        lock (_gate)
        {
            _loop = loop;
        }
    }

    private void ReadOnce(Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            if (deadline.IsNever || _connection.Poll(deadline.Remaining, cancellationToken))
            {
                Dispatch(_connection.ReceiveMessage(cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller looks at its token next.
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            End(error);
        }
    }

    /// <summary>Reads until no call waits that does not block.</summary>
    private async Task ReadLoopAsync()
    {
        try
        {
            var stop = StartLoop();
            bool isNeeded = true;
            while (isNeeded)
            {
                Dispatch(await _connection.ReceiveMessageAsync(stop).ConfigureAwait(false));
                lock (_gate)
                {
                    isNeeded = _pendingAsync > 0;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The last call that needed the loop has given up.
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            End(error);
        }
        finally
        {
            StopReading();
            PassReadingOn();
        }
    }

    private CancellationToken StartLoop()
    {
        lock (_gate)
        {
            if (_loopStop.IsCancellationRequested)
            {
                _loopStop = new CancellationTokenSource();
            }

            return _loopStop.Token;
        }
    }

    /// <summary>Hands an answer to the request it is for; one that nobody waits for any more is dropped.</summary>
    private void Dispatch(IncomingMessage? message)
    {
        if (message is null)
        {
            End(new EndOfStreamException($"The home of {Description.Name} has closed the connection."));
            return;
        }

        bool isKept = false;
        try
        {
            var reader = message.CreateReader();
            var kind = (HomeMessageKind)reader.ReadInt32();
            if (kind is < HomeMessageKind.Stored or > HomeMessageKind.Counted)
            {
                throw new WireFormatException($"The home of {Description.Name} sends a message of kind {(int)kind}, which does not exist.");
            }

            long id = reader.ReadInt64();
            int count = kind == HomeMessageKind.Counted ? reader.ReadInt32() : 0;
            lock (_gate)
            {
                if (_pending.Remove(id, out var request))
                {
                    _pendingAsync -= request.Waiter.IsAsync ? 1 : 0;
                    isKept = kind == HomeMessageKind.Item;
                    var item = isKept ? new QueueItem(message.Payload.Slice(reader.Consumed), message.Handles, message) : null;
                    request.Complete(kind, item, count);
                }
            }
        }
        finally
        {
            if (!isKept)
            {
                message.Dispose();
            }
        }
    }
}
