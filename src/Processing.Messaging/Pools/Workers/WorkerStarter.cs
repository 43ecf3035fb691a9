using Polly;
using Polly.Retry;

namespace Processing.Messaging;

/// <summary>
/// Starts worker processes. A start that the system refuses for the moment (no process, descriptor or memory to be had) is tried again, with
/// growing pauses.
/// </summary>
internal sealed class WorkerStarter
{
    private const int MaxRetries = 4;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);

    private readonly Dispatcher _dispatcher;
    private readonly PoolOptions _options;
    private readonly ResiliencePipeline _retries;

    private int _count; // workers begun so far; Interlocked

    public WorkerStarter(Dispatcher dispatcher, PoolOptions options)
    {
        _dispatcher = dispatcher;
        _options = options;
        _retries = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ProcessStartException>().Handle<NativeCallException>(),
                MaxRetryAttempts = MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = s_firstPause,
            })
            .Build();
    }

    /// <summary>Why the last start failed for good.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Starts a worker; null when that failed for good, or the pool is stopping.</summary>
    public async Task<PoolWorker?> TryStartAsync(CancellationToken stopping)
    {
        string name = $"PoolWorker-{Interlocked.Increment(ref _count)}";
        try
        {
            return await _retries
                .ExecuteAsync(token => new ValueTask<PoolWorker>(StartAsync(name, token)), stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (ProcessingException failure)
        {
            LastFailure = failure;
            return null;
        }
    }

    private async Task<PoolWorker> StartAsync(string name, CancellationToken cancellationToken)
    {
        SharedRegion region = SharedRegion.Create(ProgressPage.Size, name);
        (Connection mine, Connection theirs) = Pipe.Create();
        try
        {
            Action<Connection, SharedRegion> loop = WorkerLoop.Run;
            ChildProcess<Nothing> process = await ChildStarter.StartAsync<Nothing>(
                new ChildCall(loop, ChildEntry.Action<Connection, SharedRegion>, ChildArguments.Of(theirs, region)),
                new ChildProcessOptions { Name = name, Environment = _options.Environment },
                FailureReport.StandardError,
                cancellationToken).ConfigureAwait(false);
            return new PoolWorker(_dispatcher, process, mine, new ProgressPage(region));
        }
        catch
        {
            mine.Dispose();
            theirs.Dispose();
            region.Dispose();
            throw;
        }
    }
}
