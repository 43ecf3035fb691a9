using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Waits on an epoll set: what nobody waits for costs nothing, however many descriptors there are.</summary>
internal sealed class EpollDescriptorPoller : DescriptorPoller
{
    private const int BatchSize = 64;

    private readonly SafeFileHandle _epoll = Libc.CreateEpoll();
    private readonly (ulong Data, uint Events)[] _batch = new (ulong, uint)[BatchSize]; // of the thread

    /// <inheritdoc/>
    protected override void ArmLocked(DescriptorWatch watch, SafeHandle descriptor, DescriptorEvents events)
    {
        // Changing comes first: a descriptor that was waited for before keeps its disarmed registration.
        uint bits = (uint)events | Libc.EPOLLONESHOT;
        if (Libc.ControlEpoll(_epoll, Libc.EPOLL_CTL_MOD, descriptor, bits, watch.Key) == 0)
        {
            return;
        }

        var error = NativeError.Last;
        if (error.Number == NativeError.ENOENT)
        {
            if (Libc.ControlEpoll(_epoll, Libc.EPOLL_CTL_ADD, descriptor, bits, watch.Key) == 0)
            {
                return;
            }

            error = NativeError.Last;
        }

        throw new NativeCallException("epoll_ctl", $"descriptor {watch.Number}", error);
    }

    /// <summary>Failing means that there is no registration left, which is what is wanted.</summary>
    protected override void DisarmLocked(SafeHandle descriptor) => _ = Libc.ControlEpoll(_epoll, Libc.EPOLL_CTL_DEL, descriptor, 0, 0);

    /// <inheritdoc/>
    protected override void WaitReady(List<(ulong Key, uint Events)> ready)
    {
        int count = Libc.WaitEpoll(_epoll, _batch);
        if (count < 0 && NativeError.Last is { Number: not NativeError.EINTR } error)
        {
            throw new NativeCallException("epoll_wait", "the descriptor poller", error);
        }

        for (int i = 0; i < count; i++)
        {
            ready.Add(_batch[i]);
        }
    }
}
