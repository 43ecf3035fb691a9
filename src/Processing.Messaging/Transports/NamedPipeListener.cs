using System.IO.Pipes;
using System.Runtime.Versioning;

namespace Processing.Messaging;

/// <summary>Listens on a named pipe of Windows, for processes of the same user. Written for it, but not tested there.</summary>
[SupportedOSPlatform("windows")]
internal sealed class NamedPipeListener : TransportListener
{
    private readonly NamedPipeAddress _address;
    private readonly CancellationTokenSource _closed = new();
    private NamedPipeServerStream _next; // waits for the next client; of the one who accepts

    private NamedPipeListener(NamedPipeAddress address)
    {
        _address = address;
        _next = CreateServer(isFirst: true);
    }

    /// <inheritdoc/>
    public override ProcessAddress Address => _address;

    /// <summary>Begins to listen.</summary>
    public static NamedPipeListener Listen(NamedPipeAddress address) => address.Server == NamedPipeAddress.ThisMachine
        ? new NamedPipeListener(address)
        : throw new ProcessingException($"{address} is on another machine, so nobody can listen there from here.");

    /// <summary>Connects; blocks the calling thread.</summary>
    public static NamedPipeTransport Connect(NamedPipeAddress address, Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pipe = CreateClient(address);
        try
        {
            pipe.Connect(deadline.RemainingMilliseconds);
            return new NamedPipeTransport(pipe, address);
        }
        catch
        {
            pipe.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="Connect"/>, without a thread that waits.</summary>
    public static async ValueTask<Transport> ConnectAsync(NamedPipeAddress address, CancellationToken cancellationToken)
    {
        var pipe = CreateClient(address);
        try
        {
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return new NamedPipeTransport(pipe, address);
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override Transport Accept(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        cancellationToken.ThrowIfCancellationRequested();
        _next.WaitForConnection();
        return Take();
    }

    /// <inheritdoc/>
    public override async ValueTask<Transport> AcceptAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            await _next.WaitForConnectionAsync(either.Token).ConfigureAwait(false);
            return Take();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(ToString());
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _closed.Cancel();
        _next.Dispose();
    }

    private static NamedPipeClientStream CreateClient(NamedPipeAddress address) => new(
        address.Server, address.Name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);

    private NamedPipeTransport Take()
    {
        var connected = _next;
        _next = CreateServer(isFirst: false);
        return new NamedPipeTransport(connected, _address);
    }

    private NamedPipeServerStream CreateServer(bool isFirst) => new(
        _address.Name, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte,
        PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly | (isFirst ? PipeOptions.FirstPipeInstance : PipeOptions.None));
}
