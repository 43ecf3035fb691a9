namespace Processing.Messaging;

/// <summary>One delegate, one child, one result: start, wait, and leave no process behind.</summary>
internal static class ChildRun
{
    /// <summary>Blocks until the child has returned its value.</summary>
    public static TResult Run<TResult>(ChildCall call, ChildProcessOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using ChildProcess<TResult> child = ChildStarter.Start<TResult>(call, options, FailureReport.ParentOnly);
        return child.GetResult(cancellationToken);
    }

    /// <summary>Completes with the child's value.</summary>
    public static async Task<TResult> RunAsync<TResult>(ChildCall call, ChildProcessOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChildProcess<TResult> child = await ChildStarter
            .StartAsync<TResult>(call, options, FailureReport.ParentOnly, cancellationToken).ConfigureAwait(false);
        await using (child.ConfigureAwait(false))
        {
            return await child.GetResultAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
