using System.Buffers;
using Processing.Messaging;

namespace Processing.UnitTests.Authentication;

/// <summary>Carries bytes between handshakes by hand.</summary>
internal static class HandshakeWire
{
    public static byte[] Start(HandshakeMachine machine)
    {
        var output = new ArrayBufferWriter<byte>();
        machine.Start(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Hands the bytes over in one piece; the answer.</summary>
    public static byte[] Feed(HandshakeMachine machine, ReadOnlySpan<byte> bytes) => Feed(machine, bytes, out _);

    public static byte[] Feed(HandshakeMachine machine, ReadOnlySpan<byte> bytes, out int consumed)
    {
        var output = new ArrayBufferWriter<byte>();
        var input = new ReadOnlySequence<byte>(bytes.ToArray());
        consumed = (int)input.GetOffset(machine.Advance(input, output));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Lets both talk until neither says anything; the messages, the client's and the server's in turn as they were said.</summary>
    public static List<(bool FromClient, byte[] Bytes)> Run(HandshakeMachine client, HandshakeMachine server)
    {
        var said = new List<(bool, byte[])>();
        byte[] fromServer = Start(server);
        byte[] fromClient = Start(client);
        while (fromClient.Length + fromServer.Length > 0)
        {
            if (fromServer.Length > 0)
            {
                said.Add((false, fromServer));
                fromClient = [.. fromClient, .. Feed(client, fromServer)];
                fromServer = [];
            }

            if (fromClient.Length > 0)
            {
                said.Add((true, fromClient));
                fromServer = Feed(server, fromClient);
                fromClient = [];
            }
        }

        return said;
    }

    public static byte[] Frame(ReadOnlySpan<byte> payload) => [0, 0, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];

    /// <summary>Fills with a rising row from <paramref name="first"/>, so that an example can be repeated.</summary>
    public static RandomFill Rising(byte first) => bytes =>
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(first + i);
        }
    };
}
