using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public sealed class BlockingUnixConnectionTests : ConnectionTests
{
    protected override (Connection First, Connection Second) CreatePair(bool duplex = true) => Pipe.Create(duplex);

    internal override Task SendMessageAsync(Connection connection, OutgoingMessage message)
        => Call(() =>
        {
            connection.SendMessage(message);
            return true;
        });

    internal override Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => Call(() => connection.ReceiveMessage());

    protected internal override Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => Call(() =>
        {
            connection.Send(value, cancellationToken);
            return true;
        });

    protected internal override Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => Call(() => connection.TryReceive<T>(out var value, cancellationToken) ? new Received<T>(true, value) : default);

    protected internal override Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => Call(() =>
        {
            connection.SendBytes(bytes.Span, cancellationToken);
            return true;
        });

    protected internal override Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => Call(() => connection.ReceiveBytes(cancellationToken));

    protected internal override Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => Call(() => connection.ReceiveBytesInto(destination.Span));

    protected internal override Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Call(() => connection.Poll(timeout, cancellationToken));

    /// <summary>Blocks the calling thread; only the outcome is a task.</summary>
    private static Task<T> Call<T>(Func<T> call)
    {
        try
        {
            return Task.FromResult(call());
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }
}
