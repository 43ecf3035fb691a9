using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>64 bytes behind their length to another process and back, by pipelines over a socket, without a thread that waits.</summary>
internal static class PipelinePingPong
{
    private const int MessageBytes = 64;

    public static double MicrosecondsPerRoundTrip(string row)
    {
        using SocketChannel channel = SocketChannel.Start(row);
        using var stream = new NetworkStream(channel.Socket);
        var (reader, writer) = (PipeReader.Create(stream), PipeWriter.Create(stream));
        byte[] message = new byte[MessageBytes];
        double seconds = Measure.SecondsPerIteration(
            iterations => Task.Run(() => RoundTripsAsync(reader, writer, message, iterations)).GetAwaiter().GetResult());
        return seconds * 1e6;
    }

    public static async Task EchoAsync(string path)
    {
        using Socket socket = SocketChannel.Connect(path);
        using var stream = new NetworkStream(socket);
        var (reader, writer) = (PipeReader.Create(stream), PipeWriter.Create(stream));
        byte[] message = new byte[MessageBytes];
        while (await ReceiveAsync(reader, message).ConfigureAwait(false))
        {
            await SendAsync(writer, message).ConfigureAwait(false);
        }
    }

    private static async Task<double> RoundTripsAsync(PipeReader reader, PipeWriter writer, byte[] message, long iterations)
    {
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < iterations; i++)
        {
            await SendAsync(writer, message).ConfigureAwait(false);
            await ReceiveAsync(reader, message).ConfigureAwait(false);
        }

        return Measure.SecondsSince(start);
    }

    private static async ValueTask SendAsync(PipeWriter writer, byte[] message)
    {
        BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(sizeof(int)), message.Length);
        writer.Advance(sizeof(int));
        writer.Write(message);
        await writer.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>False at the end of the stream.</summary>
    private static async ValueTask<bool> ReceiveAsync(PipeReader reader, byte[] message)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync().ConfigureAwait(false);
            if (result.Buffer.Length >= sizeof(int) + MessageBytes)
            {
                ReadOnlySequence<byte> frame = result.Buffer.Slice(sizeof(int), MessageBytes);
                frame.CopyTo(message);
                reader.AdvanceTo(frame.End);
                return true;
            }

            if (result.IsCompleted)
            {
                return false;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
