using FsCheck;
using FsCheck.Fluent;
using Microsoft.Win32.SafeHandles;
using Processing.Messaging;

namespace Processing.PropertyTests.Framing;

public sealed class MessageStreamProperties
{
    private static readonly Gen<byte[]> s_message =
        from length in Gen.Frequency((5, Gen.Choose(0, 40)), (1, Gen.Choose(0, 20_000)))
        from start in Gen.Choose(0, 255)
        select Enumerable.Range(start, length).Select(value => (byte)value).ToArray();

    [Fact]
    public void Messages_CutAnywhere_ArriveWholeAndInOrder() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(s_message.ListOf().ToArbitrary(), Gen.Choose(1, 5_000).NonEmptyListOf().ToArbitrary(), (messages, cuts) =>
        {
            byte[] stream = [.. messages.SelectMany(Frame)];
            var received = new List<byte[]>();
            Feed(stream, [.. cuts], connection =>
            {
                while (connection.Poll())
                {
                    received.Add(connection.ReceiveBytes());
                }
            });
            return received.Count == messages.Count && received.Zip(messages).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        }));

    [Fact]
    public void Header_OfAnyBytes_AllocatesNoMoreThanArrived() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(16).ToArbitrary(), bytes =>
        {
            long most = 0;
            Feed(bytes, [3], connection =>
            {
                connection.MaxMessageLength = long.MaxValue;
                long before = GC.GetAllocatedBytesForCurrentThread();
                if (!connection.IsClosed && connection.Poll())
                {
                    try
                    {
                        connection.ReceiveBytes();
                    }
                    catch (WireFormatException)
                    {
                        Assert.True(connection.IsClosed); // one of the two allowed outcomes
                    }
                }

                most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            });
            return most < 200 * 1024;
        }));

    private static void Feed(byte[] stream, int[] cuts, Action<Connection> receive)
    {
        (SafeFileHandle peer, var socket) = Libc.CreateSocketPair();
        using (peer)
        using (var connection = Connection.FromDescriptor(socket, ConnectionDirection.Duplex))
        {
            int sent = 0;
            for (int i = 0; sent < stream.Length && !connection.IsClosed; i++)
            {
                int length = Math.Min(cuts[i % cuts.Length], stream.Length - sent);
                sent += (int)Libc.SendBytes(peer, stream.AsSpan(sent, length), default, Libc.MSG_NOSIGNAL);
                receive(connection);
            }
        }
    }

    private static byte[] Frame(byte[] message)
    {
        byte[] header = new byte[FrameWriter.GetHeaderLength(message.Length, handleCount: 0)];
        FrameWriter.WriteHeader(header, message.Length, handleCount: 0);
        return [.. header, .. message];
    }
}
