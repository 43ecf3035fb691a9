using System.Collections.Concurrent;

namespace Processing.Messaging;

public sealed partial class Listener
{
    // Handshakes under way, so that disposing can wait for them; each takes itself out.
    private readonly ConcurrentDictionary<Task, bool> _handshakes = new();

    private async Task AcceptLoopAsync()
    {
        try
        {
            while (Volatile.Read(ref _isDisposed) == 0)
            {
                await _ready.WaitForRoomAsync().ConfigureAwait(false);
                Begin(await _transport.AcceptAsync(CancellationToken.None).ConfigureAwait(false));
            }
        }
        catch (ObjectDisposedException) when (Volatile.Read(ref _isDisposed) != 0)
        {
            // This is how the loop is told to end.
        }
        catch (Exception error)
        {
            // Whatever it was, those who wait must learn of it; here is nobody to throw to.
            _failure = error;
            _logger.Stopped(Address, error);
            _pending.Close();
            _ready.Dispose();
        }

        await Task.WhenAll(_handshakes.Keys).ConfigureAwait(false);
    }

    private void Begin(Transport transport)
    {
        if (_caps.AreFull)
        {
            Refuse(transport, AuthenticationFailure.TooManyConnections, "the listener has as many connections as it takes");
            return;
        }

        var handshake = HandshakeAsync(transport);
        if (!handshake.IsCompleted)
        {
            _handshakes.TryAdd(handshake, true);
            _ = handshake.ContinueWith(
                static (task, state) => ((Listener)state!)._handshakes.TryRemove(task, out _),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>Lets the peer in or not; never fails.</summary>
    private async Task HandshakeAsync(Transport transport)
    {
        var place = _pending.Add(new PendingHandshake(_options.HandshakeTimeout, _options.TimeProvider));
        var pending = place.Value;
        var channel = transport; // closed with all that was put on top of it: TLS keeps memory that no collection is told of
        try
        {
            channel = await _security.SecureAcceptedAsync(transport, pending.Token).ConfigureAwait(false);
            var failure = _security.CreateMachine(channel.Binding) is { } machine
                ? await HandshakeDriver.RunAsync(channel, machine, pending.Token).ConfigureAwait(false)
                : default;
            if (failure.Reason == AuthenticationFailure.None)
            {
                LetIn(channel);
            }
            else
            {
                Refuse(channel, failure.Reason, failure.Detail);
            }
        }
        catch (OperationCanceledException)
        {
            Drop(channel, pending.Reason);
        }
        catch (Exception error)
        {
            // A stranger's bytes have led here: whatever they broke, it is this connection's end and nobody else's.
            Refuse(channel, EndpointSecurity.ReasonOf(error), error.Message, error);
        }
        finally
        {
            _pending.Remove(place);
        }
    }

    private void LetIn(Transport channel)
    {
        if (!_caps.TryEnter(channel))
        {
            Refuse(channel, AuthenticationFailure.TooManyConnections, "there are as many connections, in all or from its address, as the listener takes");
            return;
        }

        ListenerMetrics.CountAccepted();
        _logger.Accepted(Address, channel.Peer);
        _ready.Add(_security.CreateConnection(channel));
    }

    private void Drop(Transport transport, AuthenticationFailure reason)
    {
        switch (reason)
        {
            case AuthenticationFailure.None: // the listener ends
                Close(transport);
                break;
            case AuthenticationFailure.Displaced:
                Refuse(transport, reason, "too many handshakes were pending, and this was the oldest");
                break;
            default:
                Refuse(transport, reason, $"it did not finish the handshake within {_options.HandshakeTimeout}");
                break;
        }
    }

    private void Refuse(Transport transport, AuthenticationFailure reason, string detail, Exception? cause = null)
    {
        var peer = transport.Peer;
        Close(transport);
        Report(reason, $"A peer of the listener at {Address} was not let in: {detail}.", peer, cause);
    }

    private static void Close(Transport transport)
    {
        transport.Dispose();
        transport.Input.Complete(); // nobody reads any more: the buffers go back to the pool
    }

    private void OnAcceptFailed(Exception error)
    {
        if (error is NativeCallException)
        {
            _logger.AcceptFailed(Address, error);
        }
        else
        {
            Report(AuthenticationFailure.UserNotAllowed, error.Message, peer: null, error);
        }
    }

    private void Report(AuthenticationFailure reason, string message, PeerIdentity? peer, Exception? cause)
    {
        ListenerMetrics.CountFailed(reason);
        _logger.HandshakeFailed(reason, message);
        try
        {
            HandshakeFailed?.Invoke(this, new HandshakeFailedEventArgs(new PeerAuthenticationException(message, reason, cause), peer));
        }
        catch (Exception error)
        {
            _logger.HandlerFailed(Address, error);
        }
    }
}
