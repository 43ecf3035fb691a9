using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>What those who read logs and meters rely on: each id and each name means one thing.</summary>
public sealed class DiagnosticIdentityTests
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void LogEntries_OfTheAssembly_HaveAnIdAndANameEach()
    {
        var entries = typeof(Listener).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(AnyStatic))
            .Select(method => (method.Name, Entry: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Entry is not null)
            .ToList();
        Assert.Contains(entries, found => found.Name == nameof(ListenerLog.Anonymous));
        Assert.Equal(entries.Count, entries.DistinctBy(found => found.Entry!.EventId).Count());
        Assert.All(entries, found => Assert.InRange(found.Entry!.EventId, 1000, 1999));
        Assert.Equal(entries.Count, entries.DistinctBy(found => found.Entry!.Message).Count());
    }

    [Fact]
    public void Instruments_OfTheMeter_HaveANameEach()
    {
        var names = new ConcurrentQueue<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == DiagnosticNames.Messaging)
            {
                names.Enqueue(instrument.Name);
            }
        };
        ConnectionMeter.Touch();
        meters.Start();
        Assert.Contains(DiagnosticNames.HandshakeFailures, names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Names_AreDifferent()
    {
        var names = typeof(DiagnosticNames).GetFields(AnyStatic).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }
}
