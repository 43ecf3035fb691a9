using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// Waits with poll, for systems without epoll: each change of what is waited for wakes the thread, which goes over all of it again.
/// </summary>
internal sealed class PollDescriptorPoller : DescriptorPoller
{
    private readonly SafeFileHandle _changed = Libc.CreateEventDescriptor();
    private readonly Dictionary<int, (ulong Key, DescriptorEvents Events)> _armed = []; // by descriptor; under the gate
    private PollDescriptor[] _descriptors = new PollDescriptor[16]; // of the thread
    private ulong[] _keys = new ulong[16]; // of the thread; by place in _descriptors

    /// <inheritdoc/>
    protected override void ArmLocked(DescriptorWatch watch, SafeHandle descriptor, DescriptorEvents events)
    {
        _armed[watch.Number] = (watch.Key, events);
        Libc.SetEvent(_changed);
    }

    /// <inheritdoc/>
    protected override void DisarmLocked(SafeHandle descriptor)
    {
        // Whoever disarms still holds the descriptor open, so the number is its own.
        _armed.Remove((int)descriptor.DangerousGetHandle());
        Libc.SetEvent(_changed);
    }

    /// <inheritdoc/>
    protected override void WaitReady(List<(ulong Key, uint Events)> ready)
    {
        int count = Collect();
        if (Libc.Poll(_descriptors.AsSpan(0, count), Timeout.Infinite) < 0)
        {
            var error = NativeError.Last;
            if (error.Number != NativeError.EINTR)
            {
                throw new NativeCallException("poll", "the descriptor poller", error);
            }

            return;
        }

        lock (Gate)
        {
            for (int i = 1; i < count; i++)
            {
                // A descriptor that was closed and given away meanwhile is reported with the key of its old watch, which nobody knows any more.
                if (_descriptors[i].Returned != 0)
                {
                    int number = _descriptors[i].Descriptor;
                    if (_armed.TryGetValue(number, out var armed) && armed.Key == _keys[i])
                    {
                        _armed.Remove(number); // each is reported once
                    }

                    ready.Add((_keys[i], (ushort)_descriptors[i].Returned));
                }
            }
        }
    }

    private int Collect()
    {
        Libc.ClearEvent(_changed);
        lock (Gate)
        {
            int count = _armed.Count + 1;
            if (count > _descriptors.Length)
            {
                _descriptors = new PollDescriptor[2 * count];
                _keys = new ulong[2 * count];
            }

            _descriptors[0] = new PollDescriptor { Descriptor = (int)_changed.DangerousGetHandle(), Events = Libc.POLLIN };
            int next = 1;
            foreach (var (number, armed) in _armed)
            {
                _descriptors[next] = new PollDescriptor { Descriptor = number, Events = (short)armed.Events };
                _keys[next++] = armed.Key;
            }

            return count;
        }
    }
}
