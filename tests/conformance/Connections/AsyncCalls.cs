using System.Buffers;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>The calls that hold no thread while they wait.</summary>
internal sealed class AsyncCalls : ConnectionCalls
{
    internal override Task SendMessageAsync(Connection connection, OutgoingMessage message) => connection.SendMessageAsync(message).AsTask();

    internal override Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => connection.ReceiveMessageAsync().AsTask();

    public override Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => connection.SendAsync(value, cancellationToken).AsTask();

    public override Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => connection.TryReceiveAsync<T>(cancellationToken).AsTask();

    public override Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => connection.SendBytesAsync(bytes, cancellationToken).AsTask();

    public override Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => connection.ReceiveBytesAsync(cancellationToken).AsTask();

    public override Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => connection.ReceiveBytesIntoAsync(destination).AsTask();

    public override Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => connection.PollAsync(timeout, cancellationToken).AsTask();

    public override Task<IReadOnlyList<IWaitable>> WaitAnyAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Connection.WaitAnyAsync(sources, timeout, cancellationToken);

    public override Task<IReadOnlyList<IWaitable>> WaitAllAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Connection.WaitAllAsync(sources, timeout, cancellationToken);

    public override Task SendSequenceAsync(Connection connection, ReadOnlySequence<byte> bytes) => connection.SendBytesAsync(bytes).AsTask();

    public override Task<byte[]> ReceiveBytesAsync(Connection connection, int maxLength) => connection.ReceiveBytesAsync(maxLength).AsTask();

    public override async Task<List<T>> ReceiveAllAsync<T>(Connection connection)
    {
        var values = new List<T>();
        await foreach (var value in connection.ReceiveAllAsync<T>())
        {
            values.Add(value);
        }

        return values;
    }

    public override Task<bool> CloseAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => connection.CloseAsync(timeout, cancellationToken).AsTask();

    public override Task SendFromAsync(
        Connection connection, Stream source, long? length = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        => connection.SendBytesFromAsync(source, length, progress, cancellationToken).AsTask();

    public override Task<long> ReceiveToAsync(
        Connection connection, Stream destination, long maxLength, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        => connection.ReceiveBytesToAsync(destination, maxLength, progress, cancellationToken).AsTask();
}
