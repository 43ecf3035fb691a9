using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// One waiting call over several things: claims them, looks at all, and sleeps until one of those that are not ready may be. Without wait
/// handles the blocking form is one <c>poll</c> over all descriptors. Used by one call, then thrown away.
/// </summary>
internal sealed partial class WaitSet
{
    private readonly IWaitable[] _sources;
    private readonly bool[] _isReady; // by source
    private readonly List<IWaitable> _prepared = []; // between Prepare and Unprepare
    private readonly List<SafeHandle> _descriptors = []; // of _prepared
    private readonly List<int> _handles = []; // which sources are wait handles and not ready; between Prepare and Unprepare
    private int _entered; // how many sources are claimed
    private int _readyCount;

    private WaitSet(IEnumerable<IWaitable> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        _sources = [.. sources];
        if (Array.IndexOf(_sources, null) >= 0)
        {
            throw new ArgumentException("Nothing can be waited for at a null.", nameof(sources));
        }

        _isReady = new bool[_sources.Length];
    }

    private IReadOnlyList<IWaitable> Ready => [.. _sources.Where((_, index) => _isReady[index])];

    /// <summary>Blocks this thread until one (or all) are ready, or the time has passed. Returns those that are ready, in the order given.</summary>
    public static IReadOnlyList<IWaitable> Wait(
        IEnumerable<IWaitable> sources, bool all, Deadline deadline, CancellationToken cancellationToken)
    {
        var set = new WaitSet(sources);
        try
        {
            set.Enter();
            while (!set.Look(all))
            {
                if (!set.WaitOnce(deadline, cancellationToken))
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

    private void Enter()
    {
        for (; _entered < _sources.Length; _entered++)
        {
            _sources[_entered].EnterWait();
        }
    }

    private void Exit()
    {
        while (_entered > 0)
        {
            _sources[--_entered].ExitWait();
        }
    }

    /// <summary>Looks at all that were not ready; true when the call can return.</summary>
    private bool Look(bool all)
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            if (!_isReady[i] && _sources[i].IsReady())
            {
                SetReady(i);
            }
        }

        return all ? _readyCount == _sources.Length : _readyCount > 0;
    }

    private void SetReady(int index)
    {
        _isReady[index] = true;
        _readyCount++;
    }

    /// <summary>Sleeps until it is worth looking again (true) or the time has passed (false).</summary>
    private bool WaitOnce(Deadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            if (!Prepare())
            {
                return true;
            }

            return _handles.Count == 0
                ? DescriptorWait.WaitAny(_descriptors, deadline, cancellationToken)
                : WaitBesideHandles(deadline, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            return true; // one of the descriptors was closed: looking again tells what that means, an error or an end
        }
        finally
        {
            Unprepare();
        }
    }

    /// <summary>The thread waits for the handles; the descriptors are watched by the poller of the process, which sets one more.</summary>
    private bool WaitBesideHandles(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var anyDescriptor = new ManualResetEvent(false);
        var handles = new List<WaitHandle>(_handles.Select(index => ((WaitHandleSource)_sources[index]).Handle)) { anyDescriptor };
        if (cancellationToken.CanBeCanceled)
        {
            handles.Add(cancellationToken.WaitHandle);
        }

        using var alarm = new DescriptorAlarm(_descriptors, () => anyDescriptor.Set());
        int fired = WaitHandle.WaitAny([.. handles], deadline.RemainingMilliseconds);
        if (fired < _handles.Count)
        {
            SetReady(_handles[fired]); // it is taken, so no further look may be needed for it
        }
        else if (fired == _handles.Count + 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return fired != WaitHandle.WaitTimeout || !deadline.HasPassed;
    }

    /// <summary>Collects what to sleep on; false when one of the things wants to be looked at right now.</summary>
    private bool Prepare()
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            if (_isReady[i])
            {
                continue;
            }

            if (_sources[i] is WaitHandleSource)
            {
                _handles.Add(i);
                continue;
            }

            if (_sources[i].PrepareToWait() is not { } descriptor)
            {
                return false;
            }

            _prepared.Add(_sources[i]);
            _descriptors.Add(descriptor);
        }

        return true;
    }

    private void Unprepare()
    {
        foreach (var source in _prepared)
        {
            source.EndWait();
        }

        _prepared.Clear();
        _descriptors.Clear();
        _handles.Clear();
    }
}
