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

    /// <summary>Starts a worker, blocking; null when that failed for good, which is told, or the pool is stopping.</summary>
    public PoolWorker? TryStart(out Exception? failure, CancellationToken stopping)
    {
        failure = null;
        string name = $"PoolWorker-{Interlocked.Increment(ref _count)}";
        try
        {
            return _retries.Execute(_ => Start(name), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (ProcessingException error)
        {
            failure = error;
            return null;
        }
    }

    private PoolWorker Start(string name)
    {
        SharedRegion region = SharedRegion.Create(ProgressPage.Size, name);
        Connection? mine = null;
        Connection? theirs = null;
        try
        {
            (mine, theirs) = Pipe.Create();
            Action<Connection, SharedRegion> loop = WorkerLoop.Run;
            ChildProcess<Nothing> process = ChildStarter.Start<Nothing>(
                new ChildCall(loop, ChildEntry.Action<Connection, SharedRegion>, ChildArguments.Of(theirs, region)),
                new ChildProcessOptions { Name = name, Environment = _options.Environment },
                FailureReport.StandardError);
            return new PoolWorker(_dispatcher, process, mine, new ProgressPage(region));
        }
        catch
        {
            mine?.Dispose();
            theirs?.Dispose();
            region.Dispose();
            throw;
        }
    }
}
