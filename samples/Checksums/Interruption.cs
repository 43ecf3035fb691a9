using System.Runtime.InteropServices;

namespace Checksums;

/// <summary>Turns the first SIGINT or SIGTERM into a cancellation, so that the workers are ended in an orderly way; a second one ends the program.</summary>
internal sealed class Interruption : IDisposable
{
    private const int SIGINT = 2;
    private const int SIGTERM = 15;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    private int _signal; // the first one that came

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Arrived(context, SIGINT)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Arrived(context, SIGTERM)),
    ];

    /// <summary>Fires when a signal came.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the program then ends with.</summary>
    public int ExitCode => ExitCodes.FirstSignal + Volatile.Read(ref _signal);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Arrived(PosixSignalContext context, int signal)
    {
        if (Interlocked.CompareExchange(ref _signal, signal, 0) == 0)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
