namespace Processing.Messaging;

internal sealed partial class WaitSet
{
    /// <summary>As <see cref="Wait"/>, without a thread that waits.</summary>
    public static async Task<IReadOnlyList<IWaitable>> WaitAsync(
        IEnumerable<IWaitable> sources, bool all, Deadline deadline, CancellationToken cancellationToken)
    {
        var set = new WaitSet(sources);
        try
        {
            set.Enter();
            while (!set.Look(all))
            {
                if (!await set.WaitOnceAsync(deadline, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            return set.Ready;
        }
        finally
        {
            set.Exit();
        }
    }

    private async Task<bool> WaitOnceAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return !Prepare() || await SleepAsync(deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            return true; // as in WaitOnce
        }
        finally
        {
            Unprepare();
        }
    }

    private async Task<bool> SleepAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline.HasPassed)
        {
            return false;
        }

        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var alarm = new DescriptorAlarm(_descriptors, () => woken.TrySetResult());
        var waits = new List<HandleWait>();
        try
        {
            // Inside, since one that was disposed makes this fail, and the waits for those before it would go on to take them.
            waits.AddRange(_handles.Select(index => new HandleWait(((WaitHandleSource)_sources[index]).Handle, woken)));
            int limit = deadline.RemainingMilliseconds;
            await woken.Task.WaitAsync(TimeSpan.FromMilliseconds(limit), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return await StopAsync(waits).ConfigureAwait(false) || !deadline.HasPassed;
        }
        catch (OperationCanceledException) when (waits.Count > 0)
        {
            // A handle may have been taken just before: then the call succeeds, for the caller could not know of it otherwise.
            if (!await StopAsync(waits).ConfigureAwait(false))
            {
                throw;
            }

            return true;
        }
        finally
        {
            await StopAsync(waits).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the waits for handles and marks those that were taken; true when one was.</summary>
    private async Task<bool> StopAsync(List<HandleWait> waits)
    {
        bool any = false;
        for (int i = 0; i < waits.Count; i++)
        {
            bool isTaken = await waits[i].StopAsync().ConfigureAwait(false);
            if (isTaken && !_isReady[_handles[i]])
            {
                SetReady(_handles[i]);
            }

            any |= isTaken;
        }

        return any;
    }
}
