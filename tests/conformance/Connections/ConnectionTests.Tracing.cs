using System.Diagnostics;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task Send_Traced_CarriesTheContextOnce()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        using (var recorder = new TraceRecorder())
        {
            Activity root;
            using (root = TraceRecorder.Start("root"))
            {
                root.TraceStateString = "vendor=1";
                await SendAsync(first, "traced");
                await SendBytesAsync(first, new byte[5]);
                await SendBytesAsync(first, new byte[50_000]);
                await Calls.SendFromAsync(first, new MemoryStream(new byte[3]));
                Assert.Same(root, Activity.Current);
            }

            await SendAsync(first, "not traced");
            var sent = recorder.Find(root.TraceId, DiagnosticNames.SendActivity);
            Assert.Equal(4, sent.Length);
            Assert.All(sent, activity => Assert.Equal((root.SpanId, ActivityKind.Producer), (activity.ParentSpanId, activity.Kind)));

            Assert.Equal("traced", (await ReceiveAsync<string>(second)).Value);
            Assert.Equal((root.TraceId, sent[0].SpanId), (second.LastTraceContext.TraceId, second.LastTraceContext.SpanId));
            Assert.Equal("vendor=1", second.LastTraceContext.TraceState);
            Assert.True(await PollAsync(second, UnexpectedTimeout));
            Assert.Equal(5, (await ReceiveBytesAsync(second)).Length);
            Assert.Equal(sent[1].SpanId, second.LastTraceContext.SpanId);
            Assert.Equal(50_000, await Calls.ReceiveToAsync(second, Stream.Null, long.MaxValue));
            Assert.Equal(sent[2].SpanId, second.LastTraceContext.SpanId);
            Assert.Equal(3, (await ReceiveBytesAsync(second)).Length);
            Assert.Equal(sent[3].SpanId, second.LastTraceContext.SpanId);
            Assert.Equal("not traced", (await ReceiveAsync<string>(second)).Value);
            Assert.Equal(default, second.LastTraceContext);

            var received = recorder.Find(root.TraceId, DiagnosticNames.ReceiveActivity);
            Assert.Equal(sent.Select(activity => activity.SpanId), received.Select(activity => activity.ParentSpanId));
            Assert.All(received, activity => Assert.Equal(ActivityKind.Consumer, activity.Kind));
        }
    }

    [Fact]
    public async Task Receive_TracedItself_LinksToTheSender()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        using (var recorder = new TraceRecorder())
        {
            Activity sender;
            using (sender = TraceRecorder.Start("sender"))
            {
                await SendAsync(first, 1);
            }

            using var receiver = TraceRecorder.Start("receiver");
            await ReceiveAsync<int>(second);
            var received = Assert.Single(recorder.Find(receiver.TraceId, DiagnosticNames.ReceiveActivity));
            Assert.Equal(receiver.SpanId, received.ParentSpanId);
            Assert.Equal(sender.TraceId, Assert.Single(received.Links).Context.TraceId);
        }
    }

    [Fact]
    public async Task Send_TracedButSwitchedOff_CarriesNothing()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        using (new TraceRecorder())
        using (TraceRecorder.Start("root"))
        {
            first.SendsTraceContext = false;
            await SendAsync(first, 1);
            await ReceiveAsync<int>(second);
            Assert.Equal(default, second.LastTraceContext);
            first.SendsTraceContext = true;
            first.IsPlain = true; // a peer that knows CPython's frames only would lose its place in the stream
            await SendAsync(first, 2);
            await ReceiveAsync<int>(second);
            Assert.Equal(default, second.LastTraceContext);
        }
    }
}
