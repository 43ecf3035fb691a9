using System.Buffers;
using System.IO.Pipelines;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task SendBytes_Sequence_ArrivesAsOneMessage()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            var pieces = new System.IO.Pipelines.Pipe(new PipeOptions(pauseWriterThreshold: 0));
            byte[] expected = [.. Enumerable.Range(0, 50_000).Select(value => (byte)value)];
            foreach (byte[] piece in expected.Chunk(7_000))
            {
                await pieces.Writer.WriteAsync(piece);
            }

            var sequence = (await pieces.Reader.ReadAsync()).Buffer;
            await Calls.SendSequenceAsync(first, sequence);
            await Calls.SendSequenceAsync(first, sequence.Slice(0, 3));
            await Calls.SendSequenceAsync(first, default);
            Assert.Equal(expected, await ReceiveBytesAsync(second));
            Assert.Equal(expected[..3], await ReceiveBytesAsync(second));
            Assert.Empty(await ReceiveBytesAsync(second));
            first.MaxMessageLength = 100;
            await Assert.ThrowsAsync<MessageSerializationException>(() => Calls.SendSequenceAsync(first, sequence));
        }
    }

    [Fact]
    public async Task ReceiveBytes_LongerThanThisCallAccepts_ClosesTheConnection()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendBytesAsync(first, new byte[10]);
            await SendBytesAsync(first, new byte[11]);
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Calls.ReceiveBytesAsync(second, -1));
            Assert.Equal(10, (await Calls.ReceiveBytesAsync(second, 10)).Length);
            Assert.True(await PollAsync(second, UnexpectedTimeout)); // the whole message is here, and still is too long
            var error = await Assert.ThrowsAsync<WireFormatException>(() => Calls.ReceiveBytesAsync(second, 10));
            Assert.Same(error, second.CloseReason);
            Assert.True(second.IsClosed);
        }
    }

    [Fact]
    public async Task TryReceiveNow_DoesNotWait()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            Assert.False(second.TryReceiveNow<string>(out _));
            await SendAsync(first, "here");
            Assert.True(await PollAsync(second, UnexpectedTimeout));
            Assert.True(second.TryReceiveNow<string>(out string? value));
            Assert.Equal("here", value);
            Assert.False(second.TryReceiveNow<string>(out _));
            first.Dispose();
            Assert.True(await PollAsync(second, UnexpectedTimeout));
            Assert.Throws<EndOfStreamException>(() => second.TryReceiveNow<string>(out _));
        }
    }

    [Fact]
    public async Task ReceiveAll_GivesEveryMessageUntilTheEnd()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            var receiving = Calls is BlockingCalls ? null : Calls.ReceiveAllAsync<int>(second);
            for (int i = 0; i < 50; i++)
            {
                await SendAsync(first, i);
            }

            first.Dispose();
            Assert.Equal(Enumerable.Range(0, 50), await (receiving ?? Calls.ReceiveAllAsync<int>(second)).WaitAsync(UnexpectedTimeout));
        }
    }

    [Fact]
    public async Task Statistics_CountMessagesAndTheirBytes()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendBytesAsync(first, new byte[5]);
            await SendBytesAsync(first, new byte[70_000]);
            await SendAsync(first, 1);
            await ReceiveBytesAsync(second);
            await Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue);
            await ReceiveAsync<int>(second);
            await SendAsync(second, 1);
            await Assert.ThrowsAsync<MessageSerializationException>(() => SendAsync(first, new System.Text.StringBuilder()));
            var (sent, received) = (first.Statistics, second.Statistics);
            Assert.Equal((3, 70_006, 0, 0), (sent.MessagesSent, sent.BytesSent, sent.MessagesReceived, sent.BytesReceived));
            Assert.Equal((1, 1, 3, 70_006), (received.MessagesSent, received.BytesSent, received.MessagesReceived, received.BytesReceived));
            Assert.True(received.Age > TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task InputAndOutput_AreTheStreamBelow()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendBytesAsync(first, "abc"u8.ToArray());
            var input = second.Input;
            var read = await input.ReadAtLeastAsync(7);
            Assert.Equal([0, 0, 0, 3, .. "abc"u8], read.Buffer.ToArray());
            input.AdvanceTo(read.Buffer.End);
            Assert.Same(input, second.Input);
            await Assert.ThrowsAsync<InvalidOperationException>(() => ReceiveAsync<int>(second));
            await Assert.ThrowsAsync<InvalidOperationException>(() => PollAsync(second, TimeSpan.Zero));
            await SendAsync(second, 1); // the other direction still has messages
            Assert.Equal(1, (await ReceiveAsync<int>(first)).Value);

            await first.Output.WriteAsync("raw"u8.ToArray());
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(first, 1));
            read = await input.ReadAtLeastAsync(3);
            Assert.Equal("raw"u8.ToArray(), read.Buffer.ToArray());
            input.AdvanceTo(read.Buffer.End);
            first.CompleteSending();
            Assert.True((await input.ReadAsync()).IsCompleted);
        }
    }

    [Fact]
    public async Task Input_InUseOrWrongDirection_IsRefused()
    {
        var (receiver, sender) = CreatePair(duplex: false);
        using (receiver)
        using (sender)
        {
            Assert.Throws<InvalidOperationException>(() => receiver.Output);
            Assert.Throws<InvalidOperationException>(() => sender.Input);
            var receiving = RunAsync(() => ReceiveAsync<int>(receiver));
            while (!IsReceiving(receiver))
            {
                await Task.Yield();
            }

            Assert.Throws<InvalidOperationException>(() => receiver.Input);
            await SendAsync(sender, 1);
            await receiving.WaitAsync(UnexpectedTimeout);
            receiver.Dispose();
            Assert.Throws<ObjectDisposedException>(() => receiver.Input);
        }
    }

    [Fact]
    public async Task TypedConnection_IsTheSameOnTheWire()
    {
        var (first, second) = CreatePair();
        await using var typed = new Connection<int, string>(first);
        using (second)
        {
            typed.Send(1);
            await typed.SendAsync(2);
            Assert.Equal(1, (await ReceiveAsync<int>(second)).Value);
            Assert.Equal(2, (await ReceiveAsync<int>(second)).Value);
            foreach (string text in (string[])["a", "b", "c", "d"])
            {
                await SendAsync(second, text);
            }

            Assert.Equal([typed], await Calls.WaitAnyAsync([typed], UnexpectedTimeout));
            Assert.True(typed.Poll(UnexpectedTimeout) && await typed.PollAsync());
            Assert.Equal("a", typed.Receive());
            Assert.Equal("b", await typed.ReceiveAsync());
            Assert.True(typed.TryReceive(out string? third) && third == "c");
            Assert.Equal(new Received<string>(true, "d"), await typed.TryReceiveAsync());
            Assert.False(typed.TryReceiveNow(out _));
            second.CompleteSending();
            Assert.Empty(typed.ReceiveAll());
            typed.CompleteSending();
            Assert.True(await typed.CloseAsync(UnexpectedTimeout) && typed.IsClosed);
        }
    }
}
