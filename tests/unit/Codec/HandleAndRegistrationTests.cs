using System.Buffers;
using Microsoft.Win32.SafeHandles;
using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class HandleAndRegistrationTests
{
    private const nint InvalidHandleValue = -1;

    [Fact]
    public void Passable_WithHandles_TravelsBesideTheMessage()
    {
        using var sent = new PassedHandles();
        var output = new ArrayBufferWriter<byte>();
        using var handle = new SafeFileHandle(InvalidHandleValue, ownsHandle: false);
        MessagePackSerializer.Serialize(output, new Passable[] { new(handle, 5), new(handle, 6) }, sent);
        Assert.Equal("9292d401000592d4010106", Convert.ToHexStringLower(output.WrittenSpan));
        Assert.Equal(2, sent.Count);

        using var first = new SafeFileHandle(InvalidHandleValue, ownsHandle: false);
        using var second = new SafeFileHandle(InvalidHandleValue, ownsHandle: false);
        using var received = new ReceivedHandles([first, second]);
        var back = MessagePackSerializer.Deserialize<Passable[]>(new ReadOnlySequence<byte>(output.WrittenMemory), received);
        Assert.Same(first, back[0].Handle);
        Assert.Same(second, back[1].Handle);
        Assert.Equal(6, back[1].Number);
    }

    [Fact]
    public void Passable_WhereNoHandlesTravel_IsRefused()
    {
        using var handle = new SafeFileHandle(InvalidHandleValue, ownsHandle: false);
        Assert.Contains("local connection", Unsendable(new Passable(handle, 1)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Refused<Passable>("92d4010005").Offset);
        Assert.Null(RoundTrip<Passable?>(null));
    }

    [Fact]
    public void Handle_ThatDidNotCome_IsRefused()
    {
        using var received = new ReceivedHandles([]);
        var bytes = new ReadOnlySequence<byte>(Convert.FromHexString("92d4010005"));
        Assert.Throws<WireFormatException>(() => MessagePackSerializer.Deserialize<Passable>(bytes, received));
        Assert.Throws<WireFormatException>(() => MessagePackSerializer.Deserialize<Passable>(new ReadOnlySequence<byte>(Convert.FromHexString("92d5010000" + "05")), received));
    }

    [Fact]
    public void Register_BeforeTheFirstUse_Wins()
    {
        MessageFormatter.Register(new ReversedFormatter());
        Assert.Equal("a3636261", ToHex(new Text("abc")));
        Assert.Equal(new Text("abc"), RoundTrip(new Text("abc")));
        Assert.Throws<InvalidOperationException>(static () => MessageFormatter.Register(new ReversedFormatter()));
    }

    [Fact]
    public void Register_AfterTheFirstUse_IsRefused()
    {
        RoundTrip(new Late(1));
        var error = Assert.Throws<InvalidOperationException>(static () => MessageFormatter.Register(new LateFormatter()));
        Assert.Contains("in use already", error.Message, StringComparison.Ordinal);
    }

    private sealed class Passable(SafeFileHandle handle, int number) : IPassable<Passable>
    {
        public SafeFileHandle Handle => handle;

        public int Number => number;

        public void WriteTo(ref MessageWriter writer)
        {
            writer.WriteArrayHeader(2);
            writer.LendHandle(handle);
            writer.WriteInt64(number);
        }

        public static Passable ReadFrom(ref MessageReader reader)
        {
            reader.ReadArrayHeader();
            return new Passable(reader.ReadHandle(), reader.ReadInt32());
        }
    }

    private sealed record Text(string Value);

    private sealed class ReversedFormatter : IMessageFormatter<Text>
    {
        public void Write(ref MessageWriter writer, Text value) => writer.WriteString(Reverse(value.Value));

        public Text Read(ref MessageReader reader) => new(Reverse(reader.ReadString()!));

        private static string Reverse(string text) => string.Concat(text.Reverse());
    }

    private sealed record Late(int Value);

    private sealed class LateFormatter : IMessageFormatter<Late>
    {
        public void Write(ref MessageWriter writer, Late value) => writer.WriteInt64(value.Value);

        public Late Read(ref MessageReader reader) => new(reader.ReadInt32());
    }
}
