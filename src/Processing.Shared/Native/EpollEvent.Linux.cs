using System.Runtime.InteropServices;

namespace Processing;

/// <summary><c>struct epoll_event</c>: packed on x86-64, naturally aligned everywhere else.</summary>
internal static class EpollEvent
{
    /// <summary>Offset of the 64 bits of user data.</summary>
    public static int DataOffset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    /// <summary>Size of one event in an array of them.</summary>
    public static int Size => DataOffset + sizeof(ulong);
}
