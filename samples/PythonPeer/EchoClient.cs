using System.Text;

namespace PythonPeer;

/// <summary>Sends one message and prints the reply.</summary>
internal static class EchoClient
{
    public static async Task<int> RunAsync(string address, AuthKey key, bool allowLegacyMd5, string text, CancellationToken stop)
    {
        var options = new ClientOptions { Keys = [key], Protocol = HandshakeMode.Python, AllowLegacyMd5 = allowLegacyMd5 };
        await using Connection connection = await Client.ConnectAsync(address, options, stop);
        await connection.SendBytesAsync(Encoding.UTF8.GetBytes(text), stop);
        Console.WriteLine(Encoding.UTF8.GetString(await connection.ReceiveBytesAsync(stop)));
        return ExitCodes.Done;
    }
}
