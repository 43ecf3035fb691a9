using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>What a connection reports, and the bytes it does that with.</summary>
public sealed class ConnectionDiagnosticsTests : IDisposable
{
    private readonly Connection _first;
    private readonly Connection _second;

    public ConnectionDiagnosticsTests() => (_first, _second) = UnixPair.Create(duplex: true);

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task Send_Traced_PutsTheContextBeforeTheFrame()
    {
        using var recorder = new TraceRecorder();
        Activity root;
        using (root = TraceRecorder.Start("root"))
        {
            _first.SendBytes("abc"u8);
        }

        string parent = Assert.Single(recorder.Find(root.TraceId, DiagnosticNames.SendActivity)).Id!;
        const int ExtrasLength = 1 + 12 + 2 + 55;
        byte[] expected =
        [
            0xff, 0xff, 0xff, 0xfd, 0, 0, 0, ExtrasLength,
            0x81, 0xab, .. "traceparent"u8, 0xd9, 55, .. System.Text.Encoding.ASCII.GetBytes(parent),
            0, 0, 0, 3, .. "abc"u8,
        ];
        var read = await _second.Input.ReadAtLeastAsync(expected.Length);
        Assert.Equal(expected, System.Buffers.BuffersExtensions.ToArray(read.Buffer));
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("81ab7472616365706172656e74a3616263")]
    [InlineData("81ab7472616365706172656e7407")]
    [InlineData("")]
    public async Task Receive_ExtrasThatAreNoContext_ReadsOverThem(string hex)
    {
        using var recorder = new TraceRecorder();
        byte[] extras = Convert.FromHexString(hex);
        await _first.Output.WriteAsync((byte[])[0xff, 0xff, 0xff, 0xfd, 0, 0, 0, (byte)extras.Length, .. extras, 0, 0, 0, 1, 7]);
        Assert.Equal(7, _second.Receive<int>());
        Assert.Equal(default, _second.LastTraceContext);
    }

    [Fact]
    public void Send_LongTraceState_LeavesItOut()
    {
        using var recorder = new TraceRecorder();
        using var root = TraceRecorder.Start("root");
        root.TraceStateString = "vendor=" + new string('x', 2_000);
        _first.Send(1);
        _second.Receive<int>();
        Assert.Equal(root.TraceId, _second.LastTraceContext.TraceId);
        Assert.Null(_second.LastTraceContext.TraceState);
    }

    [Fact]
    public void Meter_AddsUpAllConnections()
    {
        var before = Measure();
        var (first, second) = UnixPair.Create(duplex: true);
        first.SendBytes(new byte[50_003]);
        second.ReceiveBytes();
        var during = Measure();
        first.Dispose();
        first.Dispose();
        second.Dispose();
        var after = Measure();

        // Other tests count too, so only lower bounds hold; nothing that was counted is forgotten when its connection is closed.
        string sent = DiagnosticNames.ConnectionBytes + " transmit";
        string received = DiagnosticNames.ConnectionBytes + " receive";
        Assert.True(during[sent] >= before[sent] + 50_003 && during[received] >= before[received] + 50_003);
        Assert.True(after[sent] >= during[sent] && after[received] >= during[received]);
        string messages = DiagnosticNames.ConnectionMessages + " receive";
        Assert.True(during[messages] >= before[messages] + 1);
        Assert.True(during[DiagnosticNames.OpenConnections + " "] >= 4);
    }

    [Fact]
    public void Log_TellsOfEveryConnectionAndWhyItWasCutOff()
    {
        using var log = new LogRecorder();
        ProcessingDiagnostics.LoggerFactory = log;
        try
        {
            var (first, second) = UnixPair.Create(duplex: true);
            string name = second.ToString();
            using (first)
            using (second)
            {
                second.MaxMessageLength = 4_321;
                first.SendBytes(new byte[4_322]);
                Assert.Throws<WireFormatException>(() => second.ReceiveBytes());
            }

            Assert.Throws<ArgumentNullException>(() => ProcessingDiagnostics.LoggerFactory = null!);
            string[] lines = [.. log.Lines.Where(line => line.Contains("at most 4321", StringComparison.Ordinal))];
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("1003 Warning Connection fd ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("1002 Information Connection fd ", lines[1], StringComparison.Ordinal);
            Assert.Contains(log.Lines, line => line.StartsWith("1000 Debug Connection fd ", StringComparison.Ordinal));
        }
        finally
        {
            ProcessingDiagnostics.LoggerFactory = NullLoggerFactory.Instance;
        }
    }

    private static Dictionary<string, long> Measure()
    {
        var measured = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listening) =>
        {
            if (instrument.Meter.Name == DiagnosticNames.Messaging)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        using (var touch = UnixPair.Create(duplex: true).First)
        {
            listener.RecordObservableInstruments(); // the meter exists once a connection was made after listening became possible
        }

        return new Dictionary<string, long>(measured);

        void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
            => measured[$"{instrument.Name} {(tags.IsEmpty ? "" : tags[0].Value)}"] = value;
    }
}
