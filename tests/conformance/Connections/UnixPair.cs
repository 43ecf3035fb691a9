using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Two connections over a pair of sockets.</summary>
internal static class UnixPair
{
    public static (Connection First, Connection Second) Create(bool duplex)
    {
        var (first, second) = Libc.CreateSocketPair();
        return (Connection.FromDescriptor(first, duplex ? ConnectionDirection.Duplex : ConnectionDirection.Receive),
            Connection.FromDescriptor(second, duplex ? ConnectionDirection.Duplex : ConnectionDirection.Send));
    }
}
