using System.Buffers;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>The calls of a connection in one of their forms, so that one test covers each.</summary>
public abstract class ConnectionCalls
{
    internal abstract Task SendMessageAsync(Connection connection, OutgoingMessage message);

    internal abstract Task<IncomingMessage?> ReceiveMessageAsync(Connection connection);

    public abstract Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default);

    public abstract Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default);

    public abstract Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default);

    public abstract Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default);

    public abstract Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination);

    public abstract Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default);

    public abstract Task<IReadOnlyList<IWaitable>> WaitAnyAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default);

    public abstract Task<IReadOnlyList<IWaitable>> WaitAllAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default);

    public abstract Task SendSequenceAsync(Connection connection, ReadOnlySequence<byte> bytes);

    public abstract Task<byte[]> ReceiveBytesAsync(Connection connection, int maxLength);

    public abstract Task<List<T>> ReceiveAllAsync<T>(Connection connection);

    public abstract Task<bool> CloseAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default);

    public abstract Task SendFromAsync(
        Connection connection, Stream source, long? length = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default);

    public abstract Task<long> ReceiveToAsync(
        Connection connection, Stream destination, long maxLength, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
