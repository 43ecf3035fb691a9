using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Every call takes the other form than the one before it, on the same connection.</summary>
public sealed class MixedUnixConnectionTests : ConnectionTests
{
    private readonly BlockingUnixConnectionTests _blocking = new();
    private readonly AsyncUnixConnectionTests _async = new();
    private int _calls;

    private ConnectionTests Next => (Interlocked.Increment(ref _calls) & 1) == 0 ? _blocking : _async;

    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => Pipe.Create(duplex);

    internal override Task SendMessageAsync(Connection connection, OutgoingMessage message) => Next.SendMessageAsync(connection, message);

    internal override Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => Next.ReceiveMessageAsync(connection);

    protected internal override Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => Next.SendAsync(connection, value, cancellationToken);

    protected internal override Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => Next.ReceiveAsync<T>(connection, cancellationToken);

    protected internal override Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => Next.SendBytesAsync(connection, bytes, cancellationToken);

    protected internal override Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => Next.ReceiveBytesAsync(connection, cancellationToken);

    protected internal override Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => Next.ReceiveBytesIntoAsync(connection, destination);

    protected internal override Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Next.PollAsync(connection, timeout, cancellationToken);
}
