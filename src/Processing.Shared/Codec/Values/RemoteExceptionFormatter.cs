using System.Text;

namespace Processing;

/// <summary>What another process tells of a failure: an array of texts, the last element being the inner failure or nil.</summary>
internal sealed class RemoteExceptionFormatter : IMessageFormatter<RemoteException?>
{
    // An error must arrive however long its chain of causes is; what is cut off is the far end.
    private const int MaxChain = 16;

    public void Write(ref MessageWriter writer, RemoteException? value)
    {
        int chain = 0;
        for (; value is not null && chain < MaxChain; chain++)
        {
            writer.WriteArrayHeader(5);
            WriteText(ref writer, value.RemoteTypeName);
            WriteText(ref writer, value.Message);
            WriteText(ref writer, value.RemoteStackTrace);
            WriteText(ref writer, value.ProcessName);
            value = value.InnerException as RemoteException;
        }

        writer.WriteNil();
    }

    public RemoteException? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(5, "a failure");
        string typeName = ReadText(ref reader);
        string message = ReadText(ref reader);
        string? stackTrace = reader.ReadString();
        string processName = ReadText(ref reader);
        return new RemoteException(typeName, message, stackTrace, processName, MessageFormatter.Read<RemoteException?>(ref reader));
    }

    // A message may quote anything; half a surrogate pair in it must not keep the error from arriving, so it is replaced.
    private static void WriteText(ref MessageWriter writer, string? text)
    {
        if (text is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteUtf8(Encoding.UTF8.GetBytes(text));
    }

    private static string ReadText(ref MessageReader reader)
        => reader.ReadString() ?? throw reader.Error("Expected the text of a failure, but found nil.");
}
