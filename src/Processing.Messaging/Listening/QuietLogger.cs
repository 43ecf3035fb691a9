using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Processing.Messaging;

/// <summary>Passes entries on, and keeps what a logger throws from those who only wanted to report something.</summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "There is nowhere left to report a logger that fails.")]
internal sealed class QuietLogger(ILogger logger) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false; // a logger that cannot tell will not write either
        }
    }

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // The failure of a logger must not become the failure of a listener.
        }
    }
}
