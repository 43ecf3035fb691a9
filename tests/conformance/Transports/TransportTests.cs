using System.Buffers;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

/// <summary>What every transport does, in both forms of its calls.</summary>
public abstract partial class TransportTests : CleanTestBase
{
    private Transport? _first;
    private Transport? _second;

    /// <summary>One end.</summary>
    private protected Transport First => _first!; // made before each test

    /// <summary>The other.</summary>
    private protected Transport Second => _second!;

    protected override int? DescriptorTolerance => 12;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (_first, _second) = await CreatePairAsync();
    }

    public override async Task DisposeAsync()
    {
        _first?.Dispose();
        _second?.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    [InlineData(CallForm.Mixed)]
    public async Task Send_InPiecesOfAnySize_ArrivesWholeAndInOrder(CallForm form)
    {
        var calls = new TransportCalls(form);
        var random = new Random(7 + (int)form);
        byte[] sent = new byte[700_000];
        random.NextBytes(sent);
        var sending = TransportCalls.RunAsync(async () =>
        {
            int length;
            for (int start = 0; start < sent.Length; start += length)
            {
                length = Math.Min(sent.Length - start, random.Next(random.Next(2) == 0 ? 40 : 40_000));
                await SendSomehowAsync(calls, First, sent.AsMemory(start, length), start % 3);
            }

            First.CompleteSending();
        });
        var received = new List<byte>();
        var sizes = new Random(3);
        await TransportCalls.RunAsync(async () =>
        {
            while (await calls.ReceiveAsync(Second, sizes.Next(1, 30_000)) is { Length: > 0 } piece)
            {
                received.AddRange(piece);
            }
        }).WaitAsync(UnexpectedTimeout);
        await sending.WaitAsync(UnexpectedTimeout);
        Assert.True(received.SequenceEqual(sent));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    [InlineData(CallForm.Mixed)]
    public async Task Send_LargeBothWaysAtOnce_NeitherDisturbsTheOther(CallForm form)
    {
        const int Length = 6_000_000;
        byte[] there = [.. Enumerable.Range(0, Length).Select(i => (byte)(i * 7))];
        byte[] back = [.. Enumerable.Range(0, Length).Select(i => (byte)(i / 251))];
        var sending = new[] { (First, there), (Second, back) }
            .Select(pair => TransportCalls.RunAsync(() => new TransportCalls(form).SendAsync(pair.Item1, pair.Item2)));
        var receiving = new[] { Second, First }
            .Select(end => TransportCalls.RunAsync(() => new TransportCalls(form).ReceiveExactlyAsync(end, Length)));
        Task[] sends = [.. sending];
        byte[][] received = await Task.WhenAll(receiving).WaitAsync(UnexpectedTimeout);
        await Task.WhenAll(sends).WaitAsync(UnexpectedTimeout);
        Assert.True(received[0].AsSpan().SequenceEqual(there));
        Assert.True(received[1].AsSpan().SequenceEqual(back));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Read_MoreWantedThanIsThere_WaitsAndKeepsWhatItHas(CallForm form)
    {
        var calls = new TransportCalls(form);
        await calls.SendAsync(First, new byte[] { 1 });
        var result = form == CallForm.Blocking ? Second.Read(CancellationToken.None) : await Second.Input.ReadAsync();
        Second.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        Assert.False(Second.TryReceive(out _));
        var reading = TransportCalls.RunAsync(async () => form == CallForm.Blocking ? Second.Read(CancellationToken.None) : await Second.Input.ReadAsync());
        await calls.SendAsync(First, new byte[] { 2 });
        Assert.Equal([1, 2], (await reading.WaitAsync(UnexpectedTimeout)).Buffer.ToArray());
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Send_OfNothing_SendsNothing(CallForm form)
    {
        var calls = new TransportCalls(form);
        await calls.SendAsync(First, default(ReadOnlyMemory<byte>));
        await calls.FlushAsync(First);
        Assert.False(Second.TryReceive(out _));
        await calls.SendAsync(First, new byte[] { 9 });
        Assert.Equal([9], await calls.ReceiveAsync(Second));
    }

    [Fact]
    public async Task TryReceive_NeverWaits_AndKeepsWhatIsNotTaken()
    {
        Assert.False(Second.TryReceive(out _));
        Assert.False(Second.WaitToReceive(Deadline.After(TimeSpan.FromMilliseconds(2)), CancellationToken.None));
        First.Send([1, 2, 3], default, handles: null, CancellationToken.None);
        await UntilAsync(() => Second.TryReceive(out _));
        Assert.True(Second.TryReceive(out var result));
        Second.Input.AdvanceTo(result.Buffer.GetPosition(1));
        Assert.True(Second.TryReceive(out result));
        Assert.Equal([2, 3], result.Buffer.ToArray());
        Second.Input.AdvanceTo(result.Buffer.End);
        Assert.False(Second.TryReceive(out _));
    }

    [Fact]
    public async Task Send_WithUnflushedOutput_IsRefused()
    {
        First.Output.GetSpan(1)[0] = 1;
        First.Output.Advance(1);
        Assert.Throws<InvalidOperationException>(() => First.Send([2], default, handles: null, CancellationToken.None));
        First.Flush(CancellationToken.None);
        First.Send([2], default, handles: null, CancellationToken.None);
        Assert.Equal([1, 2], await new TransportCalls(CallForm.Blocking).ReceiveExactlyAsync(Second, 2));
    }

    [Fact]
    public async Task PrepareToWait_GivesWhatBecomesReadable()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.False(Second.TryReceive(out _));
            var descriptor = Second.PrepareToWait();
            Assert.NotNull(descriptor);
            Assert.False(DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.After(TimeSpan.Zero)));
            var waiting = TransportCalls.RunAsync(() => Task.FromResult(DescriptorWait.Wait(descriptor, DescriptorEvents.Readable, Deadline.After(UnexpectedTimeout))));
            await First.SendAsync(new ReadOnlySequence<byte>(new byte[] { 5 }), handles: null, CancellationToken.None);
            Assert.True(await waiting);
            Second.EndWait();
            Assert.Equal([5], await new TransportCalls(CallForm.Blocking).ReceiveAsync(Second));
        }

        Assert.False(Second.TryReceive(out _));
        var atEnd = Second.PrepareToWait();
        Assert.NotNull(atEnd);
        First.Dispose();
        Assert.True(DescriptorWait.Wait(atEnd, DescriptorEvents.Readable, Deadline.After(UnexpectedTimeout)));
        Second.EndWait();
        await UntilAsync(() => Second.TryReceive(out var result) && result.IsCompleted);
    }

    [Fact]
    public void Ends_HaveNames_AndKnowTheirPeer()
    {
        Assert.NotEmpty(First.Name);
        Assert.False(First.IsClosed);
        Assert.Null(First.CloseReason);
        CheckPeers(First, Second);
    }

    /// <summary>Makes a connected pair.</summary>
    private protected abstract Task<(Transport First, Transport Second)> CreatePairAsync();

    /// <summary>Checks what each end knows of the other.</summary>
    private protected virtual void CheckPeers(Transport first, Transport second)
    {
    }

    /// <summary>Waits for a condition that must come true; sleeps on nothing, for nothing signals it.</summary>
    private protected static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = Deadline.After(UnexpectedTimeout);
        while (!condition())
        {
            Assert.False(deadline.HasPassed);
            await Task.Yield();
        }
    }

    private static async Task SendSomehowAsync(TransportCalls calls, Transport transport, ReadOnlyMemory<byte> bytes, int way)
    {
        if (way == 0)
        {
            await calls.SendAsync(transport, bytes);
        }
        else if (way == 1)
        {
            await calls.SendAsync(transport, Segments.Cut(bytes, bytes.Length / 3, bytes.Length / 3));
        }
        else
        {
            bytes.CopyTo(transport.Output.GetMemory(bytes.Length));
            transport.Output.Advance(bytes.Length);
            await calls.FlushAsync(transport);
        }
    }
}
