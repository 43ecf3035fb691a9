using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

internal static unsafe partial class Libc
{
    public const short POLLIN = 1;
    public const short POLLOUT = 4;
    public const int EPOLL_CTL_ADD = 1;
    public const int EPOLL_CTL_DEL = 2;
    public const int EPOLL_CTL_MOD = 3;
    public const uint EPOLLONESHOT = 1u << 30;

    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EFD_CLOEXEC = 0x80000;
    private const int EFD_NONBLOCK = 0x800;

    /// <summary>
    /// Waits until <paramref name="subject"/> shows one of <paramref name="events"/> (or has ended), or <paramref name="signal"/>, when
    /// given, is readable. Returns how many of the two are ready, 0 when the time is over, -1 with errno on failure.
    /// </summary>
    public static int Poll(SafeHandle subject, short events, SafeHandle? signal, int milliseconds, out bool subjectReady, out bool signalReady)
    {
        bool subjectHeld = false;
        bool signalHeld = false;
        try
        {
            var descriptors = stackalloc PollDescriptor[2];
            subject.DangerousAddRef(ref subjectHeld);
            descriptors[0] = new PollDescriptor { Descriptor = (int)subject.DangerousGetHandle(), Events = events };
            signal?.DangerousAddRef(ref signalHeld);
            descriptors[1] = new PollDescriptor { Descriptor = (int?)signal?.DangerousGetHandle() ?? -1, Events = POLLIN };
            int ready = poll(descriptors, 2, milliseconds);
            subjectReady = ready > 0 && descriptors[0].Returned != 0;
            signalReady = ready > 0 && descriptors[1].Returned != 0;
            return ready;
        }
        finally
        {
            if (signalHeld)
            {
                signal!.DangerousRelease(); // held, so it was given
            }

            if (subjectHeld)
            {
                subject.DangerousRelease();
            }
        }
    }

    /// <summary>
    /// Waits until one of <paramref name="subjects"/> shows one of <paramref name="events"/> (or has ended), or <paramref name="signal"/>, when
    /// given, is readable. Returns how many are ready, 0 when the time is over, -1 with errno on failure.
    /// </summary>
    public static int Poll(
        IReadOnlyList<SafeHandle> subjects, short events, SafeHandle? signal, int milliseconds, out bool subjectReady, out bool signalReady)
    {
        const int MaxOnStack = 64;
        int count = subjects.Count + 1;
        var descriptors = count <= MaxOnStack ? stackalloc PollDescriptor[MaxOnStack] : new PollDescriptor[count];
        int held = 0;
        bool isHeld = false;
        bool signalHeld = false;
        try
        {
            for (; held < subjects.Count; held++, isHeld = false)
            {
                subjects[held].DangerousAddRef(ref isHeld);
                descriptors[held] = new PollDescriptor { Descriptor = (int)subjects[held].DangerousGetHandle(), Events = events };
            }

            signal?.DangerousAddRef(ref signalHeld);
            descriptors[count - 1] = new PollDescriptor { Descriptor = (int?)signal?.DangerousGetHandle() ?? -1, Events = POLLIN };
            int ready;
            fixed (PollDescriptor* first = descriptors)
            {
                ready = poll(first, (nuint)count, milliseconds);
            }

            signalReady = ready > 0 && descriptors[count - 1].Returned != 0;
            subjectReady = ready > (signalReady ? 1 : 0);
            return ready;
        }
        finally
        {
            if (signalHeld)
            {
                signal!.DangerousRelease(); // held, so it was given
            }

            for (int i = 0; i < held; i++)
            {
                subjects[i].DangerousRelease();
            }
        }
    }

    /// <summary>Waits for any of the descriptors, whose numbers the caller keeps from being closed. How many are ready, 0, or -1 with errno.</summary>
    public static int Poll(Span<PollDescriptor> descriptors, int milliseconds)
    {
        fixed (PollDescriptor* first = descriptors)
        {
            return poll(first, (nuint)descriptors.Length, milliseconds);
        }
    }

    /// <summary>Makes a counter that can be waited for: any write makes it readable, a read clears it.</summary>
    public static SafeFileHandle CreateEventDescriptor()
    {
        int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new NativeCallException("eventfd", "a wake-up signal", NativeError.Last);
    }

    /// <summary>Makes the event descriptor readable.</summary>
    public static void SetEvent(SafeFileHandle eventDescriptor)
    {
        ulong one = 1;
        while (write(eventDescriptor, &one, sizeof(ulong)) < 0)
        {
            var error = NativeError.Last;
            if (error.Number == NativeError.EAGAIN)
            {
                return; // the counter is at its maximum, so it is readable
            }

            if (error.Number != NativeError.EINTR)
            {
                throw new NativeCallException("write", "a wake-up signal", error);
            }
        }
    }

    /// <summary>Takes the signal back; does nothing when there is none.</summary>
    public static void ClearEvent(SafeFileHandle eventDescriptor)
    {
        ulong count;
        while (read(eventDescriptor, &count, sizeof(ulong)) < 0)
        {
            var error = NativeError.Last;
            if (error.Number == NativeError.EAGAIN)
            {
                return;
            }

            if (error.Number != NativeError.EINTR)
            {
                throw new NativeCallException("read", "a wake-up signal", error);
            }
        }
    }

    /// <summary>Makes an epoll set.</summary>
    public static SafeFileHandle CreateEpoll()
    {
        int descriptor = epoll_create1(EPOLL_CLOEXEC);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new NativeCallException("epoll_create1", "the descriptor poller", NativeError.Last);
    }

    /// <summary>Adds, changes or removes <paramref name="subject"/> in the set. -1 with errno on failure.</summary>
    public static int ControlEpoll(SafeHandle epoll, int operation, SafeHandle subject, uint events, ulong data)
    {
        byte* item = stackalloc byte[16];
        *(uint*)item = events;
        *(ulong*)(item + EpollEvent.DataOffset) = data;
        bool isHeld = false;
        try
        {
            subject.DangerousAddRef(ref isHeld);
            return epoll_ctl(epoll, operation, (int)subject.DangerousGetHandle(), item);
        }
        finally
        {
            if (isHeld)
            {
                subject.DangerousRelease();
            }
        }
    }

    /// <summary>Waits for events of the set without limit of time: pairs of data and events. Returns their number, or -1 with errno.</summary>
    public static int WaitEpoll(SafeHandle epoll, Span<(ulong Data, uint Events)> ready)
    {
        int size = EpollEvent.Size;
        byte* items = stackalloc byte[ready.Length * size];
        int count = epoll_wait(epoll, items, ready.Length, -1);
        for (int i = 0; i < count; i++)
        {
            byte* item = items + (i * size);
            ready[i] = (*(ulong*)(item + EpollEvent.DataOffset), *(uint*)item);
        }

        return count;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeHandle descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(SafeHandle descriptor, void* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(SafeHandle epoll, int operation, int descriptor, byte* item);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(SafeHandle epoll, byte* items, int count, int milliseconds);
}
