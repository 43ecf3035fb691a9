using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Processing.Messaging;

/// <summary>Where this library reports to in this process. Activities and meters are found under <see cref="DiagnosticNames.Messaging"/>.</summary>
public static class ProcessingDiagnostics
{
    private static ILoggerFactory s_factory = NullLoggerFactory.Instance;
    private static ILogger s_logger = NullLogger.Instance;

    /// <summary>
    /// Makes the logger of this library, in the category <see cref="DiagnosticNames.Messaging"/>. Nothing is logged unless it is set. It
    /// stays the caller's; set it back to <see cref="NullLoggerFactory.Instance"/> before disposing it. Child processes have their own.
    /// </summary>
    public static ILoggerFactory LoggerFactory
    {
        get => Volatile.Read(ref s_factory);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref s_logger, value.CreateLogger(DiagnosticNames.Messaging));
            Volatile.Write(ref s_factory, value);
            LogGate.IsOpen = !ReferenceEquals(value, NullLoggerFactory.Instance);
        }
    }

    /// <summary>The logger; look at <see cref="LogGate"/> first.</summary>
    internal static ILogger Logger => Volatile.Read(ref s_logger);

    /// <summary>Writes an entry; what a logger throws is its own affair and must not reach a caller who sends a message.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "There is nowhere left to report a logger that fails.")]
    internal static void Log(Action<ILogger> entry)
    {
        try
        {
            entry(Logger);
        }
        catch (Exception)
        {
            // The failure of a logger must not become the failure of a connection.
        }
    }
}
