using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Sockets that listen, connect, and have options.</summary>
internal static unsafe partial class Libc
{
    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SO_REUSEADDR = 2;
    public const int SO_ERROR = 4;
    public const int SO_KEEPALIVE = 9;
    public const int SO_PEERCRED = 17;
    public const int SO_SNDTIMEO = 21;
    public const int IPPROTO_TCP = 6;
    public const int TCP_NODELAY = 1;
    public const int TCP_KEEPIDLE = 4;
    public const int TCP_KEEPINTVL = 5;
    public const int TCP_KEEPCNT = 6;
    public const int TCP_USER_TIMEOUT = 18;
    public const int IPPROTO_IPV6 = 41;
    public const int IPV6_V6ONLY = 26;

    private const int F_GETFL = 3;
    private const int F_SETFL = 4;
    private const int LongestAddress = 128;
    private const nuint SIOCOUTQ = 0x5411;

    /// <summary>Makes a stream socket that no child inherits and that does not block.</summary>
    /// <exception cref="NativeCallException">There are no more descriptors, or the system knows no such sockets.</exception>
    public static SafeFileHandle CreateStreamSocket(int family, string subject)
    {
        var handle = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        var error = NativeError.Last;
        handle.Dispose();
        throw new NativeCallException("socket", subject, error);
    }

    /// <summary>Gives the socket a name; -1 with errno on failure.</summary>
    public static int Bind(SafeHandle socket, SocketAddress address)
    {
        fixed (byte* bytes = address.Buffer.Span)
        {
            return bind(socket, bytes, (uint)address.Size);
        }
    }

    /// <summary>Connects, or begins to; -1 with errno on failure, which EINPROGRESS is too.</summary>
    public static int Connect(SafeHandle socket, SocketAddress address)
    {
        fixed (byte* bytes = address.Buffer.Span)
        {
            return connect(socket, bytes, (uint)address.Size);
        }
    }

    /// <summary>Begins to listen; -1 with errno on failure.</summary>
    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(SafeHandle socket, int backlog);

    /// <summary>Takes the next connection, which blocks and which no child inherits; an invalid handle with errno on failure.</summary>
    public static SafeFileHandle Accept(SafeHandle listener, out SocketAddress? peer)
    {
        byte* bytes = stackalloc byte[LongestAddress];
        uint length = LongestAddress;
        var accepted = accept4(listener, bytes, &length, SOCK_CLOEXEC);
        peer = accepted.IsInvalid ? null : ToAddress(bytes, length);
        return accepted;
    }

    /// <summary>What the socket itself is called; null with errno on failure.</summary>
    public static SocketAddress? GetSocketName(SafeHandle socket)
    {
        byte* bytes = stackalloc byte[LongestAddress];
        uint length = LongestAddress;
        return getsockname(socket, bytes, &length) == 0 ? ToAddress(bytes, length) : null;
    }

    /// <summary>What the other end of the socket is called; null with errno on failure.</summary>
    public static SocketAddress? GetPeerName(SafeHandle socket)
    {
        byte* bytes = stackalloc byte[LongestAddress];
        uint length = LongestAddress;
        return getpeername(socket, bytes, &length) == 0 ? ToAddress(bytes, length) : null;
    }

    /// <summary>Reads an option that is a number; -1 with errno on failure.</summary>
    public static int GetOption(SafeHandle socket, int level, int option, out int value)
    {
        uint length = sizeof(int);
        fixed (int* place = &value)
        {
            return getsockopt(socket, level, option, place, &length);
        }
    }

    /// <summary>Sets an option that is a number; -1 with errno on failure.</summary>
    public static int SetOption(SafeHandle socket, int level, int option, int value)
        => setsockopt(socket, level, option, &value, sizeof(int));

    /// <summary>Limits how long a blocking send or connect may take; zero is for ever. -1 with errno on failure.</summary>
    public static int SetSendTimeout(SafeHandle socket, TimeSpan timeout)
    {
        var value = stackalloc nint[2]; // struct timeval of 64-bit Linux: seconds and microseconds
        value[0] = (nint)Math.Floor(timeout.TotalSeconds);
        value[1] = (nint)(timeout.TotalMicroseconds % 1_000_000);
        return setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, value, (uint)(2 * sizeof(nint)));
    }

    /// <summary>Who connected, or who listened when this end connected; -1 with errno on failure.</summary>
    public static int GetPeerCredentials(SafeHandle socket, out PeerCredentials credentials)
    {
        uint length = (uint)sizeof(PeerCredentials);
        fixed (PeerCredentials* place = &credentials)
        {
            return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, place, &length);
        }
    }

    /// <summary>Lets calls on the descriptor wait, or not; -1 with errno on failure.</summary>
    public static int SetBlocking(SafeHandle descriptor, bool blocks)
    {
        int flags = FileControl(descriptor, F_GETFL, 0);
        return flags < 0 ? flags : FileControl(descriptor, F_SETFL, blocks ? flags & ~SOCK_NONBLOCK : flags | SOCK_NONBLOCK);
    }

    /// <summary>How many bytes were sent that the peer's system has not acknowledged, the end counted as one; 0 when the system does not say.</summary>
    public static int GetUndelivered(SafeHandle socket) => ioctl(socket, SIOCOUTQ, out int count) == 0 ? count : 0;

    private static SocketAddress ToAddress(byte* bytes, uint length)
    {
        var family = *(short*)bytes switch
        {
            AF_INET => System.Net.Sockets.AddressFamily.InterNetwork,
            AF_INET6 => System.Net.Sockets.AddressFamily.InterNetworkV6,
            _ => System.Net.Sockets.AddressFamily.Unix,
        };
        int size = Math.Max(2, (int)Math.Min(length, LongestAddress));
        var address = new SocketAddress(family, size);
        new ReadOnlySpan<byte>(bytes, size).CopyTo(address.Buffer.Span);
        return address;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeFileHandle socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(SafeHandle socket, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int connect(SafeHandle socket, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeFileHandle accept4(SafeHandle listener, byte* address, uint* length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockname(SafeHandle socket, byte* address, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getpeername(SafeHandle socket, byte* address, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockopt(SafeHandle socket, int level, int option, void* value, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(SafeHandle socket, int level, int option, void* value, uint length);

    // Variadic in C; see FileControl.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeHandle socket, nuint request, out int value);
}
