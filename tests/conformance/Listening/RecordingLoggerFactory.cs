using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Processing.ConformanceTests.Listening;

/// <summary>Keeps what is logged, each line behind its level.</summary>
internal sealed class RecordingLoggerFactory : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> Lines => _lines;

    /// <summary>Whether each entry, once kept, ends in an exception.</summary>
    public bool Fails { get; init; }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");
        if (Fails)
        {
            throw new InvalidOperationException("a logger's own mistake");
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
