namespace Processing;

/// <summary>Values behind an interface or abstract class, as an array of the case's number and the value; null as nil.</summary>
internal sealed class UnionFormatter<TBase> : IMessageFormatter<TBase?>
    where TBase : class
{
    private readonly Dictionary<int, UnionCase<TBase>> _byKey = [];
    private readonly Dictionary<Type, UnionCase<TBase>> _byType = [];

    public UnionFormatter(UnionCase<TBase>[] cases)
    {
        foreach (var one in cases)
        {
            _byKey.Add(one.Key, one);
            _byType.Add(one.Type, one);
        }
    }

    public void Write(ref MessageWriter writer, TBase? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        if (!_byType.TryGetValue(value.GetType(), out var found))
        {
            throw new MessageSerializationException(
                $"A {value.GetType()} stands where {typeof(TBase)} is declared, which does not name it; "
                + $"add [Union(<number>, typeof({value.GetType().Name}))] to {typeof(TBase)}.");
        }

        writer.WriteArrayHeader(2);
        writer.WriteInt64(found.Key);
        found.Write(ref writer, value);
    }

    public TBase? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(2, "a union");
        long start = reader.Consumed;
        int key = reader.ReadInt32();
        return _byKey.TryGetValue(key, out var found)
            ? found.Read(ref reader)
            : throw new WireFormatException($"{typeof(TBase)} names no type with the number {key}.", start);
    }
}
