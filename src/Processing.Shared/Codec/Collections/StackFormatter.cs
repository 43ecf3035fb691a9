namespace Processing;

/// <summary>Stacks as arrays, the top first as a stack enumerates; null as nil.</summary>
internal sealed class StackFormatter<T> : IMessageFormatter<Stack<T>?>
{
    public void Write(ref MessageWriter writer, Stack<T>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, value);
    }

    public Stack<T>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var elements = Elements.ReadArray<T>(ref reader);
        Array.Reverse(elements);
        return new Stack<T>(elements);
    }
}
