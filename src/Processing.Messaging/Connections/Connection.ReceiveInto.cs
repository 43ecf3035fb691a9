using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Processing.Messaging;

// A long message goes straight to where the caller wants it, without being collected first. Everything here is called by the one receiver.
public sealed partial class Connection
{
    private const int LongMessage = 32 * 1024;

    /// <summary>Receives a long message; false when the next one is to be received the usual way, which finds everything as it was.</summary>
    private bool TryReceiveLong(Span<byte> destination, CancellationToken cancellationToken, out int length)
    {
        length = 0;
        if (destination.Length < LongMessage || _transport is not BufferedTransport transport)
        {
            return false;
        }

        int filled = BeginLong(transport.Read(cancellationToken), destination, out length);
        try
        {
            while (filled >= 0 && filled < length)
            {
                int received = transport.Receive(destination[filled..length], wait: !cancellationToken.CanBeCanceled);
                if (received >= 0)
                {
                    filled += CheckLong(received, filled);
                }
                else
                {
                    transport.WaitToReceive(Deadline.Never, cancellationToken);
                }
            }
        }
        catch when (!IsClosed)
        {
            KeepLong(transport, length, destination[..filled]);
            throw;
        }

        return EndLong(filled);
    }

    /// <inheritdoc cref="TryReceiveLong"/>
    private async ValueTask<int?> TryReceiveLongAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (destination.Length < LongMessage || _transport is not BufferedTransport transport)
        {
            return null;
        }

        var result = await transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
        int filled = BeginLong(result, destination.Span, out int length);
        try
        {
            while (filled >= 0 && filled < length)
            {
                int received = transport.Receive(destination.Span[filled..length], wait: false);
                if (received >= 0)
                {
                    filled += CheckLong(received, filled);
                }
                else
                {
                    await transport.WaitToReceiveAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch when (!IsClosed)
        {
            KeepLong(transport, length, destination.Span[..filled]);
            throw;
        }

        return EndLong(filled) ? length : null;
    }

    /// <summary>
    /// Takes over what is here of an ordinary frame that is long, fits and is not whole yet: how many bytes of it that are. Everything else, and
    /// every error, is the usual way's: -1.
    /// </summary>
    private int BeginLong(in ReadResult result, Span<byte> destination, out int length)
    {
        var buffer = result.Buffer;
        Span<byte> header = stackalloc byte[sizeof(int)];
        length = 0;
        if (buffer.Length >= header.Length)
        {
            buffer.Slice(0, header.Length).CopyTo(header);
            length = BinaryPrimitives.ReadInt32BigEndian(header);
        }

        if (length < LongMessage || length > Math.Min(destination.Length, _maxMessageLength) || length <= buffer.Length - header.Length)
        {
            _transport.Input.AdvanceTo(buffer.Start);
            return -1;
        }

        var held = buffer.Slice(header.Length);
        held.CopyTo(destination);
        _transport.Input.AdvanceTo(buffer.End);
        return (int)held.Length;
    }

    private int CheckLong(int received, int filled) => received > 0 ? received : throw AbortInMessage(sizeof(int) + filled);

    /// <summary>The call was cancelled, or could not wait: what has arrived of the message stays for the next one.</summary>
    private static void KeepLong(BufferedTransport transport, int length, ReadOnlySpan<byte> part)
    {
        Span<byte> header = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        transport.Preload(header);
        transport.Preload(part);
    }

    private bool EndLong(int filled)
    {
        if (filled < 0)
        {
            return false;
        }

        if (_transport.PendingHandles > 0)
        {
            var error = new WireFormatException("The peer sends native handles that it does not announce.");
            CutOff(error);
            throw error;
        }

        _counters.CountReceived(filled);
        TakeExtras(default, extrasLength: 0, filled);
        return true;
    }
}
