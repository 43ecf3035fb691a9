using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Two connections over rings in shared memory.</summary>
internal static class RingPair
{
    public static (Connection First, Connection Second) Create(bool duplex = true, int capacity = RingTransport.DefaultCapacity)
    {
        var (first, second) = RingTransport.CreatePair(duplex, capacity);
        return (Connection.FromTransport(first, duplex ? ConnectionDirection.Duplex : ConnectionDirection.Receive),
            Connection.FromTransport(second, duplex ? ConnectionDirection.Duplex : ConnectionDirection.Send));
    }
}
