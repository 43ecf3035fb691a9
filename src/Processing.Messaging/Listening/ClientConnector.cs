using Polly;
using Polly.Retry;

namespace Processing.Messaging;

/// <summary>One call of <see cref="Client"/>: attempts, each of transport, TLS and handshake, under one time limit.</summary>
internal sealed class ClientConnector
{
    private const int MaxRetries = 5;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(20);

    private static readonly ResiliencePipeline s_defaultRetry = CreateRetry(TimeProvider.System);

    private readonly ClientOptions _options;
    private readonly EndpointSecurity _security;
    private Exception? _lastFailure; // of the attempts so far, which follow each other

    /// <summary>Checks that address and options go together.</summary>
    public ClientConnector(ProcessAddress address, ClientOptions options)
    {
        _options = options;
        _security = EndpointSecurity.ForClient(address, options);
    }

    private ResiliencePipeline Retry
        => _options.Retry ?? (_options.TimeProvider == TimeProvider.System ? s_defaultRetry : CreateRetry(_options.TimeProvider));

    /// <summary>Connects, waiting on this thread.</summary>
    public Connection Connect(CancellationToken cancellationToken)
    {
        var deadline = Deadline.After(_options.Timeout);
        using var timer = new CancellationTokenSource(_options.Timeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return Retry.Execute(token => Attempt(deadline, token), either.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException)
        {
            throw Translate(error, timer.Token, cancellationToken);
        }
    }

    /// <summary>Connects; no thread waits.</summary>
    public async ValueTask<Connection> ConnectAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_options.Timeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await Retry.ExecuteAsync(AttemptAsync, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            throw Translate(error, timer.Token, cancellationToken);
        }
    }

    private static ResiliencePipeline CreateRetry(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ConnectFailedException>(static error => error.Reason == ConnectFailedReason.NobodyListens),
            MaxRetryAttempts = MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = s_firstPause,
        })
        .Build();

    private Connection Attempt(Deadline deadline, CancellationToken cancellationToken)
    {
        Transport? transport = null;
        try
        {
            transport = TransportEndpoint.Connect(_security.TransportAddress, _security.TransportOptions, deadline, cancellationToken);
            transport = _security.SecureConnected(transport, deadline, cancellationToken);
            if (_security.CreateMachine(transport.Binding) is { } machine)
            {
                Check(HandshakeDriver.Run(transport, machine, deadline, cancellationToken));
            }

            return _security.CreateConnection(transport);
        }
        catch (Exception error)
        {
            transport?.Dispose();
            Keep(error);
            throw;
        }
    }

    private async ValueTask<Connection> AttemptAsync(CancellationToken cancellationToken)
    {
        Transport? transport = null;
        try
        {
            transport = await TransportEndpoint.ConnectAsync(_security.TransportAddress, _security.TransportOptions, cancellationToken).ConfigureAwait(false);
            transport = await _security.SecureConnectedAsync(transport, cancellationToken).ConfigureAwait(false);
            if (_security.CreateMachine(transport.Binding) is { } machine)
            {
                Check(await HandshakeDriver.RunAsync(transport, machine, cancellationToken).ConfigureAwait(false));
            }

            return _security.CreateConnection(transport);
        }
        catch (Exception error)
        {
            transport?.Dispose();
            Keep(error);
            throw;
        }
    }

    private void Check(HandshakeFailure failure)
    {
        if (failure.Reason != AuthenticationFailure.None)
        {
            ListenerMetrics.CountFailed(failure.Reason);
            throw new PeerAuthenticationException($"The handshake with {_security.Address} failed: {failure.Detail}.", failure.Reason);
        }
    }

    /// <summary>Remembers what an attempt failed with, for the time may be up before the next one gets anywhere.</summary>
    private void Keep(Exception error)
    {
        if (error is not (OperationCanceledException or TimeoutException))
        {
            _lastFailure = error;
        }
    }

    private Exception Translate(Exception error, CancellationToken timer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(error.Message, error, cancellationToken);
        }

        if (error is OperationCanceledException && !timer.IsCancellationRequested)
        {
            return error; // the user's pipeline has cancelled the attempt
        }

        string text = $"There was no connection to {_security.Address} within {_options.Timeout}";
        return new TimeoutException(_lastFailure is null ? $"{text}." : $"{text}; the last attempt failed: {_lastFailure.Message}", _lastFailure ?? error);
    }
}
