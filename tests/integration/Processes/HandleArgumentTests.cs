using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>Native handles as arguments of children.</summary>
public sealed class HandleArgumentTests : CleanTestBase
{
    [Fact]
    public async Task RunAsync_FileAndSocket_ChildUsesThem()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "0123456789");
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
            string answer = await ChildProcess.RunAsync(
                static (SafeFileHandle file, Socket socket) =>
                {
                    using (file)
                    using (socket)
                    {
                        RandomAccess.Write(file, "child"u8, 0);
                        return socket.LocalEndPoint!.ToString()!;
                    }
                },
                file,
                socket);
            Assert.Equal(socket.LocalEndPoint!.ToString(), answer);
            byte[] read = new byte[10];
            RandomAccess.Read(file, read, 0);
            Assert.Equal("child56789"u8.ToArray(), read);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
