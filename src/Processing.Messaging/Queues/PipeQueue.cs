namespace Processing.Messaging;

/// <summary>
/// A queue on pipes. Its items live in the process that creates it, its home. It can be passed to other processes, as an argument or in a
/// message, and from these to further ones; each has a pipe of its own to the home, so that one that dies or is stopped disturbs nobody.
/// </summary>
/// <remarks>
/// <para>
/// An item whose put has returned is lost only with the home. An item that a process was getting when it died goes back to its place in the
/// queue, unless the get had already got it. Passing the queue shares it: the sender keeps its object.
/// </para>
/// <para>
/// Disposing the queue at home ends it for everyone and drops what it holds. Disposing it elsewhere ends the use of this object only. A time
/// limit counts the wait for an item or for room; that the home answers at all is waited for without a limit, since it does so at once
/// unless it is stopped.
/// </para>
/// </remarks>
/// <typeparam name="T">The type of the items; anything that can be sent in a message.</typeparam>
public sealed partial class PipeQueue<T> : IProcessQueue<T>
{
    private readonly QueueEndpoint _endpoint;

    /// <summary>Creates a queue whose home is this process.</summary>
    /// <param name="capacity">How many items it holds at most; 0 for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public PipeQueue(int capacity = 0)
        : this(new PipeQueueOptions { Capacity = capacity })
    {
    }

    /// <summary>Creates a queue whose home is this process.</summary>
    /// <param name="options">Its limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative, or a limit of bytes is zero.</exception>
    public PipeQueue(PipeQueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _endpoint = new HomeEndpoint(QueueDescription.Create<T>(options));
    }

    private PipeQueue(QueueEndpoint endpoint) => _endpoint = endpoint;

    /// <inheritdoc/>
    public int Capacity => _endpoint.Description.Capacity;

    /// <inheritdoc/>
    public int Count => _endpoint.GetCount();

    /// <inheritdoc/>
    public bool IsEmpty => Count == 0;

    /// <summary>Ends the queue at its home; elsewhere the use of this object. Calls that wait on it fail with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _endpoint.Dispose();

    /// <summary>As <see cref="Dispose"/>; completes once nothing works for the queue in this process any more.</summary>
    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    /// <summary>The name that errors use: <c>PipeQueue&lt;Int32&gt; 1 of process 4711</c>.</summary>
    public override string ToString() => _endpoint.Description.Name;
}
