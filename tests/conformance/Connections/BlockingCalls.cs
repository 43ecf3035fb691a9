using System.Buffers;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>The calls that block their thread.</summary>
internal sealed class BlockingCalls : ConnectionCalls
{
    internal override Task SendMessageAsync(Connection connection, OutgoingMessage message)
        => Call(() =>
        {
            connection.SendMessage(message);
            return true;
        });

    internal override Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => Call(() => connection.ReceiveMessage());

    public override Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => Call(() =>
        {
            connection.Send(value, cancellationToken);
            return true;
        });

    public override Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => Call(() => connection.TryReceive<T>(out var value, cancellationToken) ? new Received<T>(true, value) : default);

    public override Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => Call(() =>
        {
            connection.SendBytes(bytes.Span, cancellationToken);
            return true;
        });

    public override Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => Call(() => connection.ReceiveBytes(cancellationToken));

    public override Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => Call(() => connection.ReceiveBytesInto(destination.Span));

    public override Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Call(() => connection.Poll(timeout, cancellationToken));

    public override Task<IReadOnlyList<IWaitable>> WaitAnyAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Call(() => Connection.WaitAny(sources, timeout, cancellationToken));

    public override Task<IReadOnlyList<IWaitable>> WaitAllAsync(IWaitable[] sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Call(() => Connection.WaitAll(sources, timeout, cancellationToken));

    public override Task SendSequenceAsync(Connection connection, ReadOnlySequence<byte> bytes)
        => Call(() =>
        {
            connection.SendBytes(bytes);
            return true;
        });

    public override Task<byte[]> ReceiveBytesAsync(Connection connection, int maxLength) => Call(() => connection.ReceiveBytes(maxLength));

    public override Task<List<T>> ReceiveAllAsync<T>(Connection connection) => Call(() => connection.ReceiveAll<T>().ToList());

    public override Task<bool> CloseAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Call(() => connection.Close(timeout, cancellationToken));

    public override Task SendFromAsync(
        Connection connection, Stream source, long? length = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        => Call(() =>
        {
            connection.SendBytesFrom(source, length, progress, cancellationToken);
            return true;
        });

    public override Task<long> ReceiveToAsync(
        Connection connection, Stream destination, long maxLength, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        => Call(() => connection.ReceiveBytesTo(destination, maxLength, progress, cancellationToken));

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
