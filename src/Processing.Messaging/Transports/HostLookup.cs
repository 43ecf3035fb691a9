using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Processing.Messaging;

/// <summary>
/// Looks a host up on a thread of its own. The system's call knows no limit of time; whoever stops waiting leaves it to end by itself.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The thread may set the event after nobody waits any more; without a wait handle it holds nothing.")]
internal sealed class HostLookup
{
    private readonly ManualResetEventSlim _isDone = new(initialState: false);
    private readonly string _host;
    private IPAddress[]? _result; // written before _isDone is set

    public HostLookup(string host)
    {
        _host = host;
        var thread = new Thread(Run) { IsBackground = true, Name = "Processing host lookup" };
        thread.UnsafeStart();
    }

    /// <summary>Why there is no result.</summary>
    public SocketException? Failure { get; private set; } // written before _isDone is set

    /// <summary>Waits for the end of the lookup; false when the deadline passed first.</summary>
    public bool Wait(Deadline deadline, CancellationToken cancellationToken)
        => _isDone.Wait(deadline.IsNever ? Timeout.Infinite : deadline.RemainingMilliseconds, cancellationToken);

    /// <summary>The addresses; null if there are none.</summary>
    public IPAddress[]? GetResult() => _result is { Length: > 0 } ? _result : null;

    private void Run()
    {
        try
        {
            _result = Dns.GetHostAddresses(_host);
        }
        catch (SocketException error)
        {
            Failure = error;
        }

        _isDone.Set();
    }
}
