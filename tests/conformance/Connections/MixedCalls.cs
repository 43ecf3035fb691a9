using System.Buffers;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Every call takes the other form than the one before it, on the same connection.</summary>
internal sealed class MixedCalls : ConnectionCalls
{
    private readonly BlockingCalls _blocking = new();
    private readonly AsyncCalls _async = new();
    private int _calls;

    private ConnectionCalls Next => (Interlocked.Increment(ref _calls) & 1) == 0 ? _blocking : _async;

    internal override Task SendMessageAsync(Connection connection, OutgoingMessage message) => Next.SendMessageAsync(connection, message);

    internal override Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => Next.ReceiveMessageAsync(connection);

    public override Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => Next.SendAsync(connection, value, cancellationToken);

    public override Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => Next.ReceiveAsync<T>(connection, cancellationToken);

    public override Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => Next.SendBytesAsync(connection, bytes, cancellationToken);

    public override Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => Next.ReceiveBytesAsync(connection, cancellationToken);

    public override Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => Next.ReceiveBytesIntoAsync(connection, destination);

    public override Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Next.PollAsync(connection, timeout, cancellationToken);

    public override Task<IReadOnlyList<IWaitable>> WaitAnyAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Next.WaitAnyAsync(sources, timeout, cancellationToken);

    public override Task<IReadOnlyList<IWaitable>> WaitAllAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Next.WaitAllAsync(sources, timeout, cancellationToken);

    public override Task SendSequenceAsync(Connection connection, ReadOnlySequence<byte> bytes) => Next.SendSequenceAsync(connection, bytes);

    public override Task<byte[]> ReceiveBytesAsync(Connection connection, int maxLength) => Next.ReceiveBytesAsync(connection, maxLength);

    public override Task<List<T>> ReceiveAllAsync<T>(Connection connection) => Next.ReceiveAllAsync<T>(connection);

    public override Task<bool> CloseAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Next.CloseAsync(connection, timeout, cancellationToken);

    public override Task SendFromAsync(
        Connection connection, Stream source, long? length = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        => Next.SendFromAsync(connection, source, length, progress, cancellationToken);

    public override Task<long> ReceiveToAsync(
        Connection connection, Stream destination, long maxLength, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        => Next.ReceiveToAsync(connection, destination, maxLength, progress, cancellationToken);
}
