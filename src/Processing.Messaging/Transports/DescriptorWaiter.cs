using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace Processing.Messaging;

/// <summary>One wait. Completed once, by whoever took it out of the poller's table: an event or its token.</summary>
internal sealed class DescriptorWaiter : IValueTaskSource
{
    private readonly DescriptorPoller _poller;
    private readonly Action? _onCompleted;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration; // written by StartWaitAsync before the task is handed out

    /// <summary>Holds the descriptor open. With <paramref name="onCompleted"/> that is called instead of completing a task.</summary>
    public DescriptorWaiter(DescriptorPoller poller, SafeHandle descriptor, DescriptorEvents events, Action? onCompleted)
    {
        _poller = poller;
        _onCompleted = onCompleted;
        Descriptor = descriptor;
        Events = events;
        bool isHeld = false;
        descriptor.DangerousAddRef(ref isHeld);
        Number = (int)descriptor.DangerousGetHandle();
    }

    public SafeHandle Descriptor { get; }

    public int Number { get; }

    public DescriptorEvents Events { get; }

    /// <summary>Lets the token end the wait from now on, and hands the task out.</summary>
    public ValueTask StartWaitAsync(CancellationToken cancellationToken)
    {
        _registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((DescriptorWaiter)state!).Cancel(token), this);
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Ends the wait. Called by the poller after it took the waiter out of its table.</summary>
    public void Complete(Exception? failure)
    {
        Release();
        if (_onCompleted is not null)
        {
            _onCompleted(); // whoever is called looks at the descriptor himself, and finds the failure
        }
        else if (failure is null)
        {
            _core.SetResult(true);
        }
        else
        {
            _core.SetException(failure);
        }
    }

    /// <summary>Lets the descriptor be closed.</summary>
    public void Release() => Descriptor.DangerousRelease();

    void IValueTaskSource.GetResult(short token)
    {
        _registration.Dispose();
        _core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken cancellationToken)
    {
        if (_poller.TryRemove(this))
        {
            Complete(new OperationCanceledException(cancellationToken));
        }
    }
}
