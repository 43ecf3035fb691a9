using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task SendBytesFrom_Stream_IsAnOrdinaryMessage()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            byte[] bytes = CreateBytes(1_000_000);
            var progress = new ProgressList();
            var sending = RunAsync(async () =>
            {
                await Calls.SendFromAsync(first, new MemoryStream(bytes), progress: progress);
                using var rest = new MemoryStream(bytes);
                await Calls.SendFromAsync(first, rest, 10);
                Assert.Equal(10, rest.Position);
                await Calls.SendFromAsync(first, Stream.Null, 0);
                await SendAsync(first, "behind");
            });
            Assert.True((await ReceiveBytesAsync(second)).AsSpan().SequenceEqual(bytes));
            Assert.Equal(bytes[..10], await ReceiveBytesAsync(second));
            Assert.Empty(await ReceiveBytesAsync(second));
            Assert.Equal("behind", (await ReceiveAsync<string>(second)).Value);
            await sending.WaitAsync(UnexpectedTimeout);
            Assert.Equal(bytes.Length, progress.Reported[^1]);
            Assert.Equal(progress.Reported.Order(), progress.Reported);
        }
    }

    [Fact]
    public async Task ReceiveBytesTo_OrdinaryMessagesBeyondTheLimit_HandsThemOnPieceByPiece()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            byte[] bytes = CreateBytes(3_000_000);
            second.MaxMessageLength = 100; // holds for whole messages only
            var sending = RunAsync(async () =>
            {
                await SendBytesAsync(first, bytes);
                await SendBytesAsync(first, Array.Empty<byte>());
                await SendAsync(first, "behind");
            });
            using var destination = new MemoryStream();
            var progress = new ProgressList();
            Assert.Equal(bytes.Length, await Calls.ReceiveToAsync(second, destination, long.MaxValue, progress));
            Assert.True(destination.ToArray().AsSpan().SequenceEqual(bytes));
            Assert.Equal(bytes.Length, progress.Reported[^1]);
            Assert.True(progress.Reported.Count > 1);
            Assert.Equal(0, await Calls.ReceiveToAsync(second, destination, 0));
            Assert.Equal("behind", (await ReceiveAsync<string>(second)).Value);
            await sending.WaitAsync(UnexpectedTimeout);
            first.Dispose();
            await Assert.ThrowsAsync<EndOfStreamException>(() => Calls.ReceiveToAsync(second, destination, 0));
        }
    }

    [Fact]
    public async Task StreamToStream_LargerThanAnyBuffer_GoesInPieces()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            const long Length = 64L * 1024 * 1024;
            first.MaxMessageLength = 1000; // holds for whole messages only, on both ends
            second.MaxMessageLength = 1000;
            var (sent, received) = (new ProgressList(), new ProgressList());
            var sending = RunAsync(() => Calls.SendFromAsync(first, new EndlessStream(), Length, sent));
            Assert.Equal(Length, await Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue, received));
            await sending.WaitAsync(UnexpectedTimeout);
            Assert.InRange(LargestStep(sent), 1, 2 * 1024 * 1024); // no piece was larger, and only one is held
            Assert.InRange(LargestStep(received), 1, 2 * 1024 * 1024);
            await SendAsync(first, 1);
            Assert.Equal(1, (await ReceiveAsync<int>(second)).Value);
        }
    }

    [Fact]
    public async Task SendBytesFrom_SourceEndsTooEarly_ClosesTheConnectionWithThatReason()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await Assert.ThrowsAsync<EndOfStreamException>(() => Calls.SendFromAsync(first, new MemoryStream(), 5));
            await SendAsync(first, "nothing of that was sent");
            Assert.Equal("nothing of that was sent", (await ReceiveAsync<string>(second)).Value);
            var error = await Assert.ThrowsAsync<EndOfStreamException>(() => Calls.SendFromAsync(first, new MemoryStream(new byte[4]), 5));
            Assert.Same(error, first.CloseReason);
            await Assert.ThrowsAsync<ConnectionClosedException>(() => ReceiveBytesAsync(second));
            await Assert.ThrowsAsync<ArgumentException>(() => Calls.SendFromAsync(first, new EndlessStream()));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Calls.SendFromAsync(first, new EndlessStream(), -1));
        }
    }

    [Fact]
    public async Task SendBytesFrom_SourceFailsHalfWay_ClosesTheConnectionWithThatReason()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            var error = await Assert.ThrowsAsync<TimeZoneNotFoundException>(
                () => Calls.SendFromAsync(first, new EndlessStream(failAfter: 10_000), 20_000));
            Assert.Same(error, first.CloseReason);
            await Assert.ThrowsAsync<ConnectionClosedException>(() => Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue));
        }
    }

    [Fact]
    public async Task SendBytesFrom_CanceledHalfWay_ClosesTheConnection()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            using var source = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Calls.SendFromAsync(first, new EndlessStream(), 5, cancellationToken: new CancellationToken(true)));
            var progress = new ProgressList();
            var sending = RunAsync(() => Calls.SendFromAsync(first, new EndlessStream(), long.MaxValue, progress, source.Token));
            while (progress.Count == 0)
            {
                await Task.Yield();
            }

            await source.CancelAsync(); // nobody receives, so the call waits in the transport
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(UnexpectedTimeout));
            Assert.IsAssignableFrom<OperationCanceledException>(first.CloseReason);
            await Assert.ThrowsAsync<ConnectionClosedException>(() => Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue));
        }
    }

    [Fact]
    public async Task ReceiveBytesTo_Canceled_LosesNothingBeforeTheMessageHasBegun()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            using var source = new CancellationTokenSource();
            var receiving = RunAsync(() => Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue, cancellationToken: source.Token));
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(UnexpectedTimeout));
            await SendAsync(first, 1);
            Assert.Equal(1, (await ReceiveAsync<int>(second)).Value);

            using var later = new CancellationTokenSource();
            await first.Output.WriteAsync(new byte[] { 0, 0, 0, 10, 1 });
            var progress = new ProgressList();
            receiving = RunAsync(() => Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue, progress, later.Token));
            while (progress.Count == 0)
            {
                await Task.Yield();
            }

            await later.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving.WaitAsync(UnexpectedTimeout));
            Assert.True(second.IsClosed);
        }
    }

    [Fact]
    public async Task ReceiveBytesTo_DestinationFails_ClosesTheConnectionWithThatReason()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendBytesAsync(first, new byte[10]);
            var error = await Assert.ThrowsAsync<NotSupportedException>(
                () => Calls.ReceiveToAsync(second, new MemoryStream(new byte[5]), long.MaxValue));
            Assert.Same(error, second.CloseReason);
        }
    }

    [Fact]
    public async Task ReceiveBytesTo_LongerThanAccepted_ClosesTheConnectionUntouched()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendBytesAsync(first, new byte[10]);
            using var destination = new MemoryStream();
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Calls.ReceiveToAsync(second, destination, -1));
            await Assert.ThrowsAsync<WireFormatException>(() => Calls.ReceiveToAsync(second, destination, 9));
            Assert.True(second.IsClosed);
            Assert.Equal(0, destination.Length);
        }
    }

    [Fact]
    public async Task ReceiveBytesTo_StreamEndsHalfWay_IsNoEndOfStream()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            await first.Output.WriteAsync(new byte[] { 0, 0, 0, 10, 1, 2, 3 });
            first.Dispose();
            using var destination = new MemoryStream();
            await Assert.ThrowsAsync<ConnectionClosedException>(() => Calls.ReceiveToAsync(second, destination, long.MaxValue));
            Assert.Equal([1, 2, 3], destination.ToArray());
        }
    }

    [Fact]
    public async Task PipesAsSourceAndDestination_CarryOneMessage()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            byte[] bytes = CreateBytes(500_000);
            var source = new System.IO.Pipelines.Pipe();
            var destination = new System.IO.Pipelines.Pipe();
            var filling = RunAsync(async () => await source.Writer.WriteAsync(bytes));
            var sending = RunAsync(async () => await first.SendBytesFromAsync(source.Reader, bytes.Length - 1));
            var receiving = RunAsync(async () => Assert.Equal(bytes.Length - 1, await second.ReceiveBytesToAsync(destination.Writer)));
            var read = await destination.Reader.ReadAtLeastAsync(bytes.Length - 1);
            Assert.True(System.Buffers.BuffersExtensions.ToArray(read.Buffer).AsSpan().SequenceEqual(bytes.AsSpan(0, bytes.Length - 1)));
            destination.Reader.AdvanceTo(read.Buffer.End);
            await Task.WhenAll(filling, sending, receiving).WaitAsync(UnexpectedTimeout);
            var rest = await source.Reader.ReadAsync();
            Assert.Equal(1, rest.Buffer.Length); // what was not announced stays
            source.Reader.AdvanceTo(rest.Buffer.Start);
            await source.Writer.CompleteAsync();
            await first.SendBytesFromAsync(source.Reader, 0);
            Assert.Equal(0, await second.ReceiveBytesToAsync(destination.Writer));
            await Assert.ThrowsAsync<EndOfStreamException>(() => first.SendBytesFromAsync(source.Reader, 5).AsTask());
            Assert.True(first.IsClosed);
        }
    }

    private static long LargestStep(ProgressList progress)
        => progress.Reported.Zip(progress.Reported.Skip(1), (before, after) => after - before).Max();

    private static byte[] CreateBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
