using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// Watches several descriptors through the poller, and calls back on its thread when one has become readable, at most once for each. The
/// callback sets an event or a task, nothing more; after <see cref="Dispose"/> it does not run.
/// </summary>
internal sealed class DescriptorAlarm : IDisposable
{
    private readonly Lock _gate = new(); // held during the callback, which only sets something: so none can be late
    private readonly List<DescriptorWaiter> _waiters = [];
    private readonly Action _onReady;
    private bool _isDisposed; // under _gate

    public DescriptorAlarm(IReadOnlyList<SafeHandle> descriptors, Action onReady)
    {
        _onReady = onReady;
        try
        {
            foreach (var descriptor in descriptors)
            {
                _waiters.Add(DescriptorPoller.Shared.Watch(descriptor, DescriptorEvents.Readable, Ring));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var waiter in _waiters)
        {
            DescriptorPoller.Shared.Unwatch(waiter);
        }

        lock (_gate)
        {
            _isDisposed = true;
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _onReady();
            }
        }
    }
}
