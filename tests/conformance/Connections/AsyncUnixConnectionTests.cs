using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class AsyncUnixConnectionTests : ConnectionTests
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => Pipe.Create(duplex);

    internal override Task SendMessageAsync(Connection connection, OutgoingMessage message) => connection.SendMessageAsync(message).AsTask();

    internal override Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => connection.ReceiveMessageAsync().AsTask();

    protected internal override Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => connection.SendAsync(value, cancellationToken).AsTask();

    protected internal override Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => connection.TryReceiveAsync<T>(cancellationToken).AsTask();

    protected internal override Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => connection.SendBytesAsync(bytes, cancellationToken).AsTask();

    protected internal override Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => connection.ReceiveBytesAsync(cancellationToken).AsTask();

    protected internal override Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => connection.ReceiveBytesIntoAsync(destination).AsTask();

    protected internal override Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => connection.PollAsync(timeout, cancellationToken).AsTask();
}
