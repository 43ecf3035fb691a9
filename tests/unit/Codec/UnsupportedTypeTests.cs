using static Processing.UnitTests.Codec.CodecFixture;

namespace Processing.UnitTests.Codec;

public sealed class UnsupportedTypeTests
{
    [Fact]
    public void Type_ThatCannotTravel_IsNamedWithAdvice()
    {
        Expect<Action>(static () => { }, "System.Action", "pass a method");
        Expect<Func<int>>(static () => 1, "System.Func", "pass a method");
        Expect(Task.CompletedTask, "System.Threading.Tasks.Task", "await it");
        Expect(new ValueTask<int>(1), "System.Threading.Tasks.ValueTask", "await it");
        Expect(typeof(string), "System.Type", "code stays");
        Expect(new object(), "System.Object", "MessageFormatter.Register");
        Expect<object?>(null, "System.Object", "MessageFormatter.Register");
        Expect(new InvalidOperationException(), "System.InvalidOperationException", "RemoteException");
        Expect(CancellationToken.None, "System.Threading.CancellationToken", "StopToken");
        Expect<Stream>(Stream.Null, "System.IO.Stream", "resource");
        Expect(new MemoryStream(), "System.IO.MemoryStream", "resource");
        Expect<IFormattable>(1, "System.IFormattable", "abstract");
        Expect(new int[1, 1, 1, 1, 1], "System.Int32[,,,,]", "array of arrays");
        Expect(new System.Text.StringBuilder(), "System.Text.StringBuilder", "class of .NET");
        Expect(new System.Collections.ArrayList(), "System.Collections.ArrayList", "collection");
        Expect(new List<object> { 1 }, "System.Object", "cannot be sent");
    }

    [Fact]
    public void Type_ThatCannotTravel_IsNoFaultOfTheMessage()
        => Assert.Throws<MessageSerializationException>(static () => FromHex<Action>("01"));

    [Fact]
    public void TypeName_InAMessage_IsText()
    {
        string name = "System.Diagnostics.Process, System.Diagnostics.Process";
        Assert.Equal(name, FromHex<string>(ToHex(name)));
        Refused<Positional>(ToHex(name));
    }

    private static void Expect<T>(T value, string type, string advice)
    {
        string message = Unsendable(value).Message;
        Assert.Contains(type, message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
    }

    private sealed record Positional(int X, string Y);
}
