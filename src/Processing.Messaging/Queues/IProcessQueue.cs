using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// A queue for many producers and consumers in many processes. The items of one producer come out in the order it put them; those of
/// several have no order among each other. Any number of threads may use one object.
/// </summary>
/// <typeparam name="T">The type of the items; anything that can be sent in a message.</typeparam>
public interface IProcessQueue<T> : IDisposable, IAsyncDisposable
{
    /// <summary>How many items the queue holds at most; 0 when their number is not limited.</summary>
    int Capacity { get; }

    /// <summary>How many items were in the queue at some moment during the call. A hint: others put and get meanwhile.</summary>
    int Count { get; }

    /// <summary>True if no item was in the queue at some moment during the call. A hint, as <see cref="Count"/>.</summary>
    bool IsEmpty { get; }

    /// <summary>Puts an item, waiting for room as long as it takes. Once this has returned, the item outlives the process that put it.</summary>
    /// <param name="item">The item; it is copied before the call waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MessageSerializationException">The item cannot be sent or is too long; the queue is unchanged.</exception>
    /// <exception cref="ConnectionClosedException">The queue has ended.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired; the item was not put.</exception>
    void Put(T item, CancellationToken cancellationToken = default);

    /// <summary>Puts an item, waiting for room no longer than <paramref name="timeout"/>.</summary>
    /// <inheritdoc cref="Put(T, CancellationToken)"/>
    /// <param name="item">The item; it is copied before the call waits.</param>
    /// <param name="timeout">How long to wait; zero not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="QueueFullException">There was no room in time; the item was not put.</exception>
    void Put(T item, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Put(T, CancellationToken)"/>
    ValueTask PutAsync(T item, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Put(T, TimeSpan, CancellationToken)"/>
    ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Puts an item if there is room within <paramref name="timeout"/>, at once unless given; false otherwise.</summary>
    /// <inheritdoc cref="Put(T, TimeSpan, CancellationToken)"/>
    bool TryPut(T item, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="TryPut"/>
    ValueTask<bool> TryPutAsync(T item, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>Gets the next item, waiting for it as long as it takes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WireFormatException">What was put is no <typeparamref name="T"/>; it is taken off the queue.</exception>
    /// <exception cref="ConnectionClosedException">The queue has ended.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired; no item was taken.</exception>
    T Get(CancellationToken cancellationToken = default);

    /// <summary>Gets the next item, waiting for it no longer than <paramref name="timeout"/>.</summary>
    /// <inheritdoc cref="Get(CancellationToken)"/>
    /// <param name="timeout">How long to wait; zero not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="QueueEmptyException">There was no item in time.</exception>
    T Get(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Get(CancellationToken)"/>
    ValueTask<T> GetAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Get(TimeSpan, CancellationToken)"/>
    ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Gets the next item if there is one within <paramref name="timeout"/>, at once unless given; false otherwise.</summary>
    /// <inheritdoc cref="Get(TimeSpan, CancellationToken)"/>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait; zero not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    bool TryGet([MaybeNullWhen(false)] out T item, TimeSpan timeout = default, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="TryGet"/>; without a value when there was no item in time.</summary>
    /// <inheritdoc cref="Get(TimeSpan, CancellationToken)"/>
    ValueTask<Received<T>> TryGetAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default);
}
