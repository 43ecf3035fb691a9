using System.Buffers.Binary;
using System.Text;

namespace Processing.Messaging;

/// <summary>
/// What this one channel has that no other has, as each end sees it: a handshake proves it along with the key, so that whoever relays between
/// two channels makes the proof fail.
/// </summary>
/// <param name="Scope">How the rest is to be compared; only equal scopes can be. Empty when the channel has nothing of the kind.</param>
/// <param name="Local">This end.</param>
/// <param name="Remote">The other end, as this one sees it.</param>
internal readonly record struct ChannelBinding(ReadOnlyMemory<byte> Scope, ReadOnlyMemory<byte> Local, ReadOnlyMemory<byte> Remote)
{
    private const string ProcessNamespace = "/proc/self/ns/pid";

    private static readonly byte[] s_processScope = OperatingSystem.IsLinux() && File.ResolveLinkTarget(ProcessNamespace, returnFinalTarget: false) is { } target
        ? Encoding.UTF8.GetBytes(target.Name)
        : [];

    /// <summary>Binds to the two processes at the ends of a Unix socket; process ids mean the same to both only in one namespace of them.</summary>
    public static ChannelBinding BetweenProcesses(int peer) => s_processScope.Length > 0 && peer > 0
        ? new ChannelBinding(s_processScope, ToBytes(Environment.ProcessId), ToBytes(peer))
        : default;

    private static byte[] ToBytes(int pid)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, pid);
        return bytes;
    }
}
