using System.Buffers;
using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

/// <summary>The calls of a transport in one form, or in both by turns. Each runs on a thread of its own that it may block.</summary>
internal sealed class TransportCalls(CallForm form)
{
    private int _calls;

    private bool IsBlocking => form == CallForm.Blocking
        || (form == CallForm.Mixed && (Interlocked.Increment(ref _calls) & 1) == 0);

    /// <summary>Runs on a thread of its own, which blocking calls may block.</summary>
    public static Task RunAsync(Func<Task> action)
        => Task.Factory.StartNew(() => action().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    public static Task<T> RunAsync<T>(Func<Task<T>> action)
        => Task.Factory.StartNew(() => action().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public Task SendAsync(Transport transport, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        if (!IsBlocking)
        {
            return transport.SendAsync(new ReadOnlySequence<byte>(bytes), handles: null, cancellationToken).AsTask();
        }

        return Call(() => transport.Send(bytes.Span[..(bytes.Length / 2)], bytes.Span[(bytes.Length / 2)..], handles: null, cancellationToken));
    }

    public Task SendAsync(Transport transport, ReadOnlySequence<byte> bytes)
        => IsBlocking
            ? Call(() => transport.Send(bytes, handles: null, CancellationToken.None))
            : transport.SendAsync(bytes, handles: null, CancellationToken.None).AsTask();

    public Task FlushAsync(Transport transport)
        => IsBlocking ? Call(() => transport.Flush(CancellationToken.None)) : transport.Output.FlushAsync().AsTask();

    /// <summary>Takes what is there, after waiting for something: at most <paramref name="most"/> bytes, none at the end.</summary>
    public async Task<byte[]> ReceiveAsync(Transport transport, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var result = IsBlocking ? transport.Read(cancellationToken) : await transport.Input.ReadAsync(cancellationToken);
        var taken = result.Buffer.Slice(0, Math.Min(most, result.Buffer.Length));
        byte[] bytes = taken.ToArray();
        transport.Input.AdvanceTo(taken.End);
        return bytes;
    }

    /// <summary>Receives so many bytes, or until the end.</summary>
    public async Task<byte[]> ReceiveExactlyAsync(Transport transport, int count)
    {
        var received = new List<byte>();
        while (received.Count < count)
        {
            byte[] piece = await ReceiveAsync(transport, count - received.Count);
            if (piece.Length == 0)
            {
                break;
            }

            received.AddRange(piece);
        }

        return [.. received];
    }

    public Task WaitToReceiveAsync(Transport transport, CancellationToken cancellationToken = default)
        => IsBlocking
            ? Call(() => Assert.True(transport.WaitToReceive(Deadline.Never, cancellationToken)))
            : transport.WaitToReceiveAsync(cancellationToken).AsTask();

    private static Task Call(Action call)
    {
        try
        {
            call();
            return Task.CompletedTask;
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }
}
