using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Processing.Messaging;

public sealed partial class Connection
{
    /// <summary>Receives a message that is here already as a value, without waiting; false when none is.</summary>
    /// <inheritdoc cref="Receive{T}"/>
    /// <param name="value">The value.</param>
    public bool TryReceiveNow<T>([MaybeNullWhen(false)] out T value)
    {
        EnterReceive();
        try
        {
            while (_transport.TryReceive(out var result))
            {
                if (TryTakeFrame(result, _maxMessageLength, out var frame))
                {
                    value = Decode<T>(frame);
                    return true;
                }

                if (result.IsCompleted)
                {
                    throw CreateEndOfStream();
                }
            }

            value = default;
            return false;
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <summary>Receives messages as values until the peer has closed and nothing is left; each step waits for the next.</summary>
    /// <inheritdoc cref="Receive{T}"/>
    public IEnumerable<T> ReceiveAll<T>(CancellationToken cancellationToken = default)
    {
        while (TryReceive<T>(out var value, cancellationToken))
        {
            yield return value;
        }
    }

    /// <inheritdoc cref="ReceiveAll{T}"/>
    public async IAsyncEnumerable<T> ReceiveAllAsync<T>([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await TryReceiveAsync<T>(cancellationToken).ConfigureAwait(false) is { HasValue: true } received)
        {
            yield return received.Value;
        }
    }
}
