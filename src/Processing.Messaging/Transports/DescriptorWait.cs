using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// Waits until a descriptor is ready: blocking in <c>poll</c>, or without a thread through <see cref="DescriptorPoller"/>. Readiness is a
/// hint: someone else may have taken what was there, so the caller tries again without blocking.
/// </summary>
internal static class DescriptorWait
{
    /// <summary>Blocks the thread until the descriptor is ready (true) or the deadline has passed (false).</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired first.</exception>
    /// <exception cref="ObjectDisposedException">The descriptor is closed.</exception>
    public static bool Wait(
        SafeHandle descriptor, DescriptorEvents events, Deadline deadline, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!cancellationToken.CanBeCanceled)
        {
            return Wait(descriptor, events, deadline, signal: null, out _);
        }

        var signal = WakeSignal.OfThisThread;
        bool isCanceled;
        bool isReady;
        var registration = cancellationToken.UnsafeRegister(static state => ((WakeSignal)state!).Set(), signal);
        try
        {
            isReady = Wait(descriptor, events, deadline, signal, out isCanceled);
        }
        finally
        {
            registration.Dispose(); // waits for a running callback, so that no late signal reaches the next wait
            signal.Clear();
        }

        if (isCanceled && !isReady)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return isReady;
    }

    /// <summary>As <see cref="Wait(SafeHandle, DescriptorEvents, Deadline, CancellationToken)"/>, until one of several descriptors is readable.</summary>
    public static bool WaitAny(IReadOnlyList<SafeHandle> descriptors, Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var signal = cancellationToken.CanBeCanceled ? WakeSignal.OfThisThread : null;
        bool isCanceled;
        bool isReady;
        var registration = cancellationToken.UnsafeRegister(static state => ((WakeSignal?)state)?.Set(), signal);
        try
        {
            isReady = WaitAny(descriptors, deadline, signal, out isCanceled);
        }
        finally
        {
            registration.Dispose();
            signal?.Clear();
        }

        if (isCanceled && !isReady)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return isReady;
    }

    /// <summary>
    /// As <see cref="Wait(SafeHandle, DescriptorEvents, Deadline, CancellationToken)"/>, and returns too when somebody sets
    /// <paramref name="signal"/>, the signal of this thread, which the caller clears when it is to be set no more.
    /// </summary>
    public static void WaitOrNudge(
        SafeHandle descriptor, DescriptorEvents events, Deadline deadline, WakeSignal signal, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var registration = cancellationToken.UnsafeRegister(static state => ((WakeSignal)state!).Set(), signal);
        bool isReady;
        try
        {
            isReady = Wait(descriptor, events, deadline, signal, out bool isSignaled);
            if (isSignaled)
            {
                signal.Clear();
            }
        }
        finally
        {
            registration.Dispose(); // waits for a running callback; the caller clears the signal last
        }

        if (!isReady)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Completes once the descriptor is ready; no thread waits meanwhile.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired first.</exception>
    /// <exception cref="ObjectDisposedException">The descriptor is closed.</exception>
    /// <remarks>
    /// The descriptor stays open until the wait ends, even when its handle is disposed meanwhile: whoever closes a socket that others wait
    /// on shuts it down first, which ends their wait.
    /// </remarks>
    public static ValueTask WaitAsync(SafeHandle descriptor, DescriptorEvents events, CancellationToken cancellationToken = default)
        => cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : DescriptorPoller.Shared.WaitAsync(descriptor, events, cancellationToken);

    private static bool Wait(SafeHandle descriptor, DescriptorEvents events, Deadline deadline, WakeSignal? signal, out bool isSignaled)
    {
        while (true)
        {
            int ready = Libc.Poll(
                descriptor, (short)events, signal?.Handle, deadline.RemainingMilliseconds, out bool isReady, out isSignaled);
            if (ready > 0)
            {
                return isReady;
            }

            if (ready < 0)
            {
                var error = NativeError.Last;
                if (error.Number != NativeError.EINTR)
                {
                    throw new NativeCallException("poll", $"descriptor {descriptor.DangerousGetHandle()}", error);
                }
            }
            else if (deadline.HasPassed)
            {
                return false;
            }
        }
    }

    private static bool WaitAny(IReadOnlyList<SafeHandle> descriptors, Deadline deadline, WakeSignal? signal, out bool isSignaled)
    {
        while (true)
        {
            int ready = Libc.Poll(descriptors, Libc.POLLIN, signal?.Handle, deadline.RemainingMilliseconds, out bool isReady, out isSignaled);
            if (ready > 0)
            {
                return isReady;
            }

            if (ready < 0)
            {
                var error = NativeError.Last;
                if (error.Number != NativeError.EINTR)
                {
                    throw new NativeCallException("poll", $"{descriptors.Count} descriptors", error);
                }
            }
            else if (deadline.HasPassed)
            {
                return false;
            }
        }
    }
}
