using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// A connection that says what goes which way. It is the same on the wire as an untyped one, and can be passed to another process like it.
/// </summary>
/// <typeparam name="TSend">What this end sends.</typeparam>
/// <typeparam name="TReceive">What this end receives.</typeparam>
public sealed class Connection<TSend, TReceive> : IWaitable, IDisposable, IAsyncDisposable, IPassable<Connection<TSend, TReceive>>
{
    /// <summary>Takes a connection over; disposing this disposes it.</summary>
    /// <param name="untyped">The connection.</param>
    public Connection(Connection untyped)
    {
        ArgumentNullException.ThrowIfNull(untyped);
        Untyped = untyped;
    }

    /// <summary>The connection below, for everything that has no types: limits, statistics, bytes.</summary>
    public Connection Untyped { get; }

    /// <inheritdoc cref="Connection.IsClosed"/>
    public bool IsClosed => Untyped.IsClosed;

    /// <inheritdoc cref="Connection.Send{T}"/>
    public void Send(TSend value, CancellationToken cancellationToken = default) => Untyped.Send(value, cancellationToken);

    /// <inheritdoc cref="Connection.Send{T}"/>
    public ValueTask SendAsync(TSend value, CancellationToken cancellationToken = default) => Untyped.SendAsync(value, cancellationToken);

    /// <inheritdoc cref="Connection.Receive{T}"/>
    public TReceive Receive(CancellationToken cancellationToken = default) => Untyped.Receive<TReceive>(cancellationToken);

    /// <inheritdoc cref="Connection.Receive{T}"/>
    public ValueTask<TReceive> ReceiveAsync(CancellationToken cancellationToken = default) => Untyped.ReceiveAsync<TReceive>(cancellationToken);

    /// <inheritdoc cref="Connection.TryReceive{T}"/>
    public bool TryReceive([MaybeNullWhen(false)] out TReceive value, CancellationToken cancellationToken = default)
        => Untyped.TryReceive(out value, cancellationToken);

    /// <inheritdoc cref="Connection.TryReceive{T}"/>
    public ValueTask<Received<TReceive>> TryReceiveAsync(CancellationToken cancellationToken = default)
        => Untyped.TryReceiveAsync<TReceive>(cancellationToken);

    /// <inheritdoc cref="Connection.TryReceiveNow{T}"/>
    public bool TryReceiveNow([MaybeNullWhen(false)] out TReceive value) => Untyped.TryReceiveNow(out value);

    /// <inheritdoc cref="Connection.ReceiveAll{T}"/>
    public IEnumerable<TReceive> ReceiveAll(CancellationToken cancellationToken = default) => Untyped.ReceiveAll<TReceive>(cancellationToken);

    /// <inheritdoc cref="Connection.ReceiveAll{T}"/>
    public IAsyncEnumerable<TReceive> ReceiveAllAsync(CancellationToken cancellationToken = default)
        => Untyped.ReceiveAllAsync<TReceive>(cancellationToken);

    /// <inheritdoc cref="Connection.Poll"/>
    public bool Poll(TimeSpan timeout = default, CancellationToken cancellationToken = default) => Untyped.Poll(timeout, cancellationToken);

    /// <inheritdoc cref="Connection.Poll"/>
    public ValueTask<bool> PollAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
        => Untyped.PollAsync(timeout, cancellationToken);

    /// <inheritdoc cref="Connection.CompleteSending"/>
    public void CompleteSending() => Untyped.CompleteSending();

    /// <inheritdoc cref="Connection.Close"/>
    public bool Close(TimeSpan timeout, CancellationToken cancellationToken = default) => Untyped.Close(timeout, cancellationToken);

    /// <inheritdoc cref="Connection.Close"/>
    public ValueTask<bool> CloseAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
        => Untyped.CloseAsync(timeout, cancellationToken);

    /// <inheritdoc cref="Connection.Abort"/>
    public void Abort(Exception? reason = null) => Untyped.Abort(reason);

    /// <inheritdoc cref="Connection.Dispose"/>
    public void Dispose() => Untyped.Dispose();

    /// <inheritdoc cref="Connection.Dispose"/>
    public ValueTask DisposeAsync() => Untyped.DisposeAsync();

    /// <inheritdoc/>
    public override string ToString() => Untyped.ToString();

    void IPassable<Connection<TSend, TReceive>>.WriteTo(ref MessageWriter writer) => Write(Untyped, ref writer);

    static Connection<TSend, TReceive> IPassable<Connection<TSend, TReceive>>.ReadFrom(ref MessageReader reader)
        => new(Read<Connection>(ref reader));

    void IWaitable.EnterWait() => ((IWaitable)Untyped).EnterWait();

    bool IWaitable.IsReady() => ((IWaitable)Untyped).IsReady();

    SafeHandle? IWaitable.PrepareToWait() => ((IWaitable)Untyped).PrepareToWait();

    void IWaitable.EndWait() => ((IWaitable)Untyped).EndWait();

    void IWaitable.ExitWait() => ((IWaitable)Untyped).ExitWait();

    // The members of the contract are implemented explicitly, so they are reached through a constraint.
    private static void Write<T>(T passed, ref MessageWriter writer)
        where T : IPassable<T>
        => passed.WriteTo(ref writer);

    private static T Read<T>(ref MessageReader reader)
        where T : IPassable<T>
        => T.ReadFrom(ref reader);
}
