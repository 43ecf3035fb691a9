using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Processing.Messaging;

/// <summary>Carries bytes between a handshake and a transport until the handshake is done. What follows it stays in the transport.</summary>
internal static class HandshakeDriver
{
    private const int RoomForTwoFrames = 640;

    // What a peer on this machine takes for its next message. Being woken costs more than that, and a thread of the pool twice as much.
    private static readonly long s_patience = Stopwatch.Frequency / 40_000;

    /// <summary>Drives it without a thread that waits. The result's reason is <see cref="AuthenticationFailure.None"/> on success.</summary>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static async ValueTask<HandshakeFailure> RunAsync(Transport transport, HandshakeMachine machine, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>(RoomForTwoFrames);
        try
        {
            machine.Start(output);
            await SendAsync().ConfigureAwait(false);
            while (machine.State == HandshakeState.Running)
            {
                if (!TryReceiveSoon(transport, out var result))
                {
                    result = await transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
                }

                Advance(transport, machine, result, output);
                await SendAsync().ConfigureAwait(false);
            }
        }
        catch (ConnectionClosedException error)
        {
            return Close(machine, error);
        }

        return machine.Failure;

        async ValueTask SendAsync()
        {
            if (output.WrittenCount > 0)
            {
                await transport.SendAsync(new ReadOnlySequence<byte>(output.WrittenMemory), handles: null, cancellationToken).ConfigureAwait(false);
                output.ResetWrittenCount();
            }
        }
    }

    /// <summary>As <see cref="RunAsync"/>, blocking the calling thread and no other.</summary>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static HandshakeFailure Run(Transport transport, HandshakeMachine machine, Deadline deadline, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>(RoomForTwoFrames);
        try
        {
            machine.Start(output);
            Send();
            while (machine.State == HandshakeState.Running)
            {
                if (TryReceiveSoon(transport, out var result))
                {
                    Advance(transport, machine, result, output);
                    Send();
                }
                else if (!transport.WaitToReceive(deadline, cancellationToken))
                {
                    throw new TimeoutException("The peer did not finish the handshake in time.");
                }
            }
        }
        catch (ConnectionClosedException error)
        {
            return Close(machine, error);
        }

        return machine.Failure;

        void Send()
        {
            if (output.WrittenCount > 0)
            {
                transport.Send(output.WrittenSpan, [], handles: null, cancellationToken);
                output.ResetWrittenCount();
            }
        }
    }

    /// <summary>Looks for a little while, in which the peer gets the processor if it wants it.</summary>
    private static bool TryReceiveSoon(Transport transport, out ReadResult result)
    {
        long start = Stopwatch.GetTimestamp();
        while (!transport.TryReceive(out result))
        {
            if (Stopwatch.GetTimestamp() - start > s_patience)
            {
                return false;
            }

            Thread.Yield();
        }

        return true;
    }

    private static void Advance(
        Transport transport, HandshakeMachine machine, in ReadResult result, ArrayBufferWriter<byte> output)
    {
        var consumed = machine.Advance(result.Buffer, output);
        bool isRunning = machine.State == HandshakeState.Running;
        bool hasRest = !result.Buffer.Slice(consumed).IsEmpty;
        transport.Input.AdvanceTo(consumed, isRunning ? result.Buffer.End : consumed);
        if (isRunning && transport.PendingHandles > 0)
        {
            // No part of a handshake carries any, and a stranger must not fill the table of descriptors.
            machine.Abort(AuthenticationFailure.Malformed, "the peer sent native handles during the handshake");
        }
        else if (isRunning && result.IsCompleted)
        {
            machine.EndInput(hasRest);
        }
    }

    private static HandshakeFailure Close(HandshakeMachine machine, ConnectionClosedException error)
    {
        // A refusal that could not be sent does not change why there was one.
        return machine.State == HandshakeState.Failed
            ? machine.Failure
            : new HandshakeFailure(AuthenticationFailure.PeerClosed, $"the connection ended before the handshake did ({error.Message})");
    }
}
