using System.IO.Pipes;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class MovableConnectionTests
{
    [Fact]
    public async Task Send_FileHandle_GivesTheReceiverItsOwn()
    {
        var (carrier, far) = CreatePair();
        using (carrier)
        using (far)
        {
            string path = Path.GetTempFileName();
            try
            {
                SafeFileHandle received;
                using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
                {
                    RandomAccess.Write(file, "shared"u8, 0);
                    await SendAsync(carrier, file);
                    received = (await ReceiveAsync<SafeFileHandle>(far)).Value;
                    Assert.False(file.IsClosed);
                }

                using (received)
                {
                    byte[] read = new byte[10];
                    Assert.Equal(6, RandomAccess.Read(received, read, 0));
                    Assert.Equal("shared"u8.ToArray(), read[..6]);
                }

                await Assert.ThrowsAsync<MessageSerializationException>(() => SendAsync(carrier, received)); // closed
                await SendAsync<SafeFileHandle?>(carrier, null);
                Assert.Null((await ReceiveAsync<SafeFileHandle?>(far)).Value);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public async Task Send_HandlesAndConnectionsInsideOfMessages_AllArrive()
    {
        var (carrier, far) = CreatePair();
        var (kept, passed) = CreatePair();
        using (carrier)
        using (far)
        using (kept)
        using (var pipe = new AnonymousPipeServerStream(PipeDirection.In))
        using (var file = File.OpenHandle(typeof(Parcel).Assembly.Location))
        using (var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
            listener.Listen();
            await SendAsync(carrier, new Parcel
            {
                Label = "all",
                Items = [new ParcelItem(null, pipe.ClientSafePipeHandle), new ParcelItem(passed, null)],
                Files = { ["assembly"] = (file, 5) },
                Socket = listener,
            });
            pipe.DisposeLocalCopyOfClientHandle();
            var parcel = (await ReceiveAsync<Parcel>(far)).Value;
            Assert.Equal("all", parcel.Label);
            using (var link = parcel.Items[1].Link!)
            {
                await SendAsync(link, 1);
                Assert.Equal(1, (await ReceiveAsync<int>(kept)).Value);
            }

            using (var client = new AnonymousPipeClientStream(PipeDirection.Out, parcel.Items[0].Pipe!))
            {
                client.Write("x"u8);
            }

            Assert.Equal('x', pipe.ReadByte());
            Assert.Equal(-1, pipe.ReadByte()); // nobody holds the other end any more
            using (var received = parcel.Files["assembly"].File)
            {
                Assert.Equal(RandomAccess.GetLength(file), RandomAccess.GetLength(received));
            }

            using var socket = parcel.Socket!;
            Assert.Equal(listener.LocalEndPoint, socket.LocalEndPoint);
            using var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await caller.ConnectAsync(socket.LocalEndPoint!);
            using var accepted = await socket.AcceptAsync();
            Assert.Equal(1, await caller.SendAsync("y"u8.ToArray()));
            Assert.Equal(1, await accepted.ReceiveAsync(new byte[1]));
        }
    }

    [Fact]
    public async Task Receive_HandlesNobodyTakes_AreClosed()
    {
        var (carrier, far) = CreatePair();
        using (carrier)
        using (far)
        {
            for (int i = 0; i < 4; i++)
            {
                using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
                await SendAsync(carrier, new Parcel { Items = [new ParcelItem(null, pipe.ClientSafePipeHandle)] });
                pipe.DisposeLocalCopyOfClientHandle();
                switch (i)
                {
                    case 0:
                        await ReceiveBytesAsync(far);
                        break;
                    case 1:
                        await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<string>(far));
                        break;
                    case 2:
                        await Calls.ReceiveToAsync(far, Stream.Null, long.MaxValue);
                        break;
                    default:
                        Assert.True(await PollAsync(far, UnexpectedTimeout));
                        far.Dispose();
                        break;
                }

                Assert.Equal(-1, pipe.ReadByte());
            }
        }
    }

    [Fact]
    public async Task Receive_FileAsSocket_IsRefusedAndTheConnectionGoesOn()
    {
        var (carrier, far) = CreatePair();
        using (carrier)
        using (far)
        using (var file = File.OpenHandle(typeof(Parcel).Assembly.Location))
        {
            await SendAsync(carrier, file);
            await SendAsync(carrier, 2);
            await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<Socket>(far));
            Assert.Equal(2, (await ReceiveAsync<int>(far)).Value);
            carrier.IsPlain = true;
            await Assert.ThrowsAsync<MessageSerializationException>(() => SendAsync(carrier, file));
        }
    }
}
