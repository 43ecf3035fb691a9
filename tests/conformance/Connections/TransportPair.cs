using Processing.ConformanceTests.Transports;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Two connections over transports that were connected by address.</summary>
internal static class TransportPair
{
    public static (Connection First, Connection Second) Create(ProcessAddress address, bool duplex)
        => Wrap(Task.Run(() => Endpoints.ConnectAsync(address)).GetAwaiter().GetResult(), duplex);

    public static (Connection First, Connection Second) CreateEncrypted(ProcessAddress address, bool duplex)
        => Wrap(Task.Run(async () => await Endpoints.EncryptAsync(await Endpoints.ConnectAsync(address))).GetAwaiter().GetResult(), duplex);

    private static (Connection First, Connection Second) Wrap((Transport First, Transport Second) pair, bool duplex)
        => (Connection.FromTransport(pair.First, duplex ? ConnectionDirection.Duplex : ConnectionDirection.Receive),
            Connection.FromTransport(pair.Second, duplex ? ConnectionDirection.Duplex : ConnectionDirection.Send));
}
