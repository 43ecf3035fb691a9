using System.Runtime.InteropServices;
using System.Text;

namespace Tour.Examples;

/// <summary>The session of the original's page on connections: a list, bytes, and numbers into an array that is there already.</summary>
internal static class Conversation
{
    public static Example Example { get; } = new(
        "Both ends of a pipe",
        """
        1 hello 3.5
        thank you
        20 bytes: 0 1 2 3 4 0 0 0 0 0
        too short for 20 bytes
        """,
        RunAsync);

    private static Task RunAsync(TextWriter output)
    {
        var (a, b) = Pipe.Create();
        using (a)
        using (b)
        {
            a.Send((1, "hello", 3.5));
            var (number, text, fraction) = b.Receive<(int, string, double)>();
            output.WriteLine(FormattableString.Invariant($"{number} {text} {fraction}"));

            b.SendBytes("thank you"u8);
            output.WriteLine(Encoding.UTF8.GetString(a.ReceiveBytes()));

            int[] five = [0, 1, 2, 3, 4];
            int[] ten = new int[10];
            a.SendBytes(MemoryMarshal.AsBytes(five.AsSpan()));
            int count = b.ReceiveBytesInto(MemoryMarshal.AsBytes(ten.AsSpan()));
            output.WriteLine($"{count} bytes: {string.Join(' ', ten)}");

            a.SendBytes(MemoryMarshal.AsBytes(five.AsSpan()));
            try
            {
                b.ReceiveBytesInto(new byte[4]);
            }
            catch (BufferTooShortException tooShort)
            {
                output.WriteLine($"too short for {tooShort.ReceivedMessage.Length} bytes");
            }
        }

        return Task.CompletedTask;
    }
}
