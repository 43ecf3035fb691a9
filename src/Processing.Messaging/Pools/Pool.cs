namespace Processing.Messaging;

/// <summary>
/// A set of worker processes that run tasks. A task that kills its worker fails alone: the worker is replaced and the tasks behind it run
/// elsewhere. A task whose outcome was lost with its worker before it reached this process runs again; only tasks shorter than a fraction of a
/// millisecond can be affected. All members may be used from any thread.
/// </summary>
public sealed partial class Pool : IDisposable, IAsyncDisposable
{
    private readonly Dispatcher _dispatcher;

    /// <summary>Makes a pool and starts its workers; does not wait for them.</summary>
    /// <param name="workers">How many worker processes; 0, the default, means one for each processor this process may use.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workers"/> is negative.</exception>
    public Pool(int workers = 0)
        : this(new PoolOptions { Workers = workers })
    {
    }

    /// <summary>Makes a pool and starts its workers; does not wait for them.</summary>
    /// <param name="options">How the pool works; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Pool(PoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        PoolOptions valid = options.Validated();
        WorkerCount = valid.Workers;
        _dispatcher = new Dispatcher(valid);
    }

    /// <summary>How many workers the pool keeps.</summary>
    public int WorkerCount { get; }

    /// <summary>The process ids of the workers that are alive now, those just starting not counted.</summary>
    public IReadOnlyList<int> WorkerPids => _dispatcher.WorkerPids;

    /// <summary>Fails what has not ended, kills the workers, and blocks until they are gone.</summary>
    public void Dispose() => _dispatcher.Dispose();

    /// <summary>Fails what has not ended with <see cref="ObjectDisposedException"/>, kills the workers, and completes when they are gone.</summary>
    public ValueTask DisposeAsync() => _dispatcher.DisposeAsync();

    private async Task<TResult> RunOneAsync<TResult>(ChildCall call, CancellationToken cancellationToken)
    {
        DelegateCapture.ThrowIfCapturing(call.Target.Target);
        var job = new SingleJob<TResult>(call);
        using CancellationTokenRegistration registration = SubmitCancellable(job, cancellationToken);
        return await job.Completion.Task.ConfigureAwait(false);
    }

    private TResult RunOne<TResult>(ChildCall call, CancellationToken cancellationToken)
    {
        DelegateCapture.ThrowIfCapturing(call.Target.Target);
        var job = new SingleJob<TResult>(call);
        using CancellationTokenRegistration registration = SubmitCancellable(job, cancellationToken);
        return job.Completion.Wait();
    }

    private CancellationTokenRegistration SubmitCancellable(Job job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _dispatcher.Submit(job);
        return cancellationToken.UnsafeRegister(
            (state, token) => _dispatcher.Cancel((Job)state!, new OperationCanceledException(token)), job); // the state is the job given here
    }
}
