using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Calls of the C library. One file per group.</summary>
internal static unsafe partial class Libc
{
    public const int AF_UNIX = 1;
    public const int SOCK_STREAM = 1;
    public const int SOCK_CLOEXEC = 0x80000;
    public const int SOL_SOCKET = 1;
    public const int SCM_RIGHTS = 1;
    public const int MSG_CTRUNC = 0x8;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int MSG_CMSG_CLOEXEC = 0x40000000;
    public const int SHUT_WR = 1;
    public const int SHUT_RDWR = 2;

    private const int ControlHeaderLength = 16;

    /// <summary>Makes two connected stream sockets that no child inherits.</summary>
    /// <exception cref="NativeCallException">The process or the system is out of descriptors.</exception>
    public static (SafeFileHandle First, SafeFileHandle Second) CreateSocketPair()
    {
        int* descriptors = stackalloc int[2];
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors) != 0)
        {
            throw new NativeCallException("socketpair", "a new pipe", NativeError.Last);
        }

        return (new SafeFileHandle(descriptors[0], ownsHandle: true), new SafeFileHandle(descriptors[1], ownsHandle: true));
    }

    /// <summary>Sends what the kernel takes of <paramref name="first"/> followed by <paramref name="second"/>; -1 with errno on failure.</summary>
    public static nint SendBytes(SafeHandle socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int flags)
    {
        fixed (byte* firstBase = first, secondBase = second)
        {
            var vectors = stackalloc IoVector[2];
            vectors[0] = new IoVector { Base = firstBase, Length = (nuint)first.Length };
            vectors[1] = new IoVector { Base = secondBase, Length = (nuint)second.Length };
            var header = new SocketMessageHeader { Vectors = vectors, VectorCount = second.IsEmpty ? 1u : 2u };
            return sendmsg(socket, &header, flags);
        }
    }

    /// <summary>As <see cref="SendBytes(SafeHandle, ReadOnlySpan{byte}, ReadOnlySpan{byte}, int)"/>; duplicates of <paramref name="handles"/> ride on the first byte.</summary>
    public static nint SendBytes(SafeHandle socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles handles, int flags)
    {
        int length = ControlHeaderLength + (handles.Count * sizeof(int));
        byte* control = stackalloc byte[Align(length)];
        *(ControlMessageHeader*)control = new ControlMessageHeader { Length = (nuint)length, Level = SOL_SOCKET, Type = SCM_RIGHTS };
        var descriptors = new Span<int>(control + ControlHeaderLength, handles.Count);
        int held = 0;
        bool isHeld = false;
        try
        {
            for (; held < handles.Count; held++, isHeld = false)
            {
                handles[held].DangerousAddRef(ref isHeld);
                descriptors[held] = (int)handles[held].DangerousGetHandle();
            }

            fixed (byte* firstBase = first, secondBase = second)
            {
                var vectors = stackalloc IoVector[2];
                vectors[0] = new IoVector { Base = firstBase, Length = (nuint)first.Length };
                vectors[1] = new IoVector { Base = secondBase, Length = (nuint)second.Length };
                var header = new SocketMessageHeader
                {
                    Vectors = vectors,
                    VectorCount = 2,
                    Control = control,
                    ControlLength = (nuint)Align(length),
                };
                return sendmsg(socket, &header, flags);
            }
        }
        finally
        {
            for (int i = 0; i < held; i++)
            {
                handles[i].DangerousRelease();
            }
        }
    }

    /// <summary>
    /// Receives into <paramref name="buffer"/>: the number of bytes, 0 at the end of the stream, -1 with errno on failure. Handles that came
    /// along are added to <paramref name="handles"/>; <paramref name="handlesLost"/> tells that some could not be given to this process.
    /// </summary>
    [SkipLocalsInit]
    public static nint ReceiveBytes(SafeHandle socket, Span<byte> buffer, int flags, IProducerConsumerCollection<SafeFileHandle> handles, out bool handlesLost)
    {
        const int ControlCapacity = ControlHeaderLength + ((PassedHandles.MaxCount + 1) * sizeof(int));
        byte* control = stackalloc byte[ControlCapacity];
        handlesLost = false;
        fixed (byte* bufferBase = buffer)
        {
            var vector = new IoVector { Base = bufferBase, Length = (nuint)buffer.Length };
            var header = new SocketMessageHeader
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = ControlCapacity,
            };
            nint received = recvmsg(socket, &header, flags | MSG_CMSG_CLOEXEC);
            if (received >= 0 && header.ControlLength != 0)
            {
                TakeHandles(new ReadOnlySpan<byte>(control, (int)header.ControlLength), handles);
            }

            handlesLost = received >= 0 && (header.Flags & MSG_CTRUNC) != 0;
            return received;
        }
    }

    /// <summary>Receives into <paramref name="buffer"/> from a socket that carries no handles: the number of bytes, 0 at the end, -1 with errno.</summary>
    public static nint ReceiveBytes(SafeHandle socket, Span<byte> buffer, int flags)
    {
        fixed (byte* bufferBase = buffer)
        {
            return recv(socket, bufferBase, (nuint)buffer.Length, flags);
        }
    }

    /// <summary>Ends both directions of a socket for every process that holds it, and wakes whoever is blocked on it. -1 with errno on failure.</summary>
    public static int Shutdown(SafeHandle socket) => shutdown(socket, SHUT_RDWR);

    /// <summary>Ends the outgoing direction of a socket for every process that holds it. -1 with errno on failure.</summary>
    public static int ShutdownSending(SafeHandle socket) => shutdown(socket, SHUT_WR);

    private static void TakeHandles(ReadOnlySpan<byte> control, IProducerConsumerCollection<SafeFileHandle> handles)
    {
        while (control.Length >= ControlHeaderLength)
        {
            var header = MemoryMarshal.Read<ControlMessageHeader>(control);
            int length = (int)nuint.Min(header.Length, (nuint)control.Length);
            if (header.Level == SOL_SOCKET && header.Type == SCM_RIGHTS)
            {
                foreach (int descriptor in MemoryMarshal.Cast<byte, int>(control[ControlHeaderLength..length]))
                {
                    handles.TryAdd(new SafeFileHandle(descriptor, ownsHandle: true));
                }
            }

            control = control[Math.Min(Align(Math.Max(length, ControlHeaderLength)), control.Length)..];
        }
    }

    private static int Align(int length) => (length + (sizeof(nint) - 1)) & -sizeof(nint);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socketpair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint sendmsg(SafeHandle socket, SocketMessageHeader* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recvmsg(SafeHandle socket, SocketMessageHeader* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(SafeHandle socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int shutdown(SafeHandle socket, int how);
}
