using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Keeps every entry as a line: id, level, text.</summary>
internal sealed class LogRecorder : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName)
    {
        Assert.Equal(DiagnosticNames.Messaging, categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Lines.Enqueue($"{eventId.Id} {logLevel} {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
