using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Processing;

/// <summary>
/// Records, classes and structs as maps from name to value, or as arrays where their members have places. Unknown members of a message are
/// read over, missing ones keep their default.
/// </summary>
internal sealed partial class RecordFormatter<T> : IMessageFormatter<T?>
{
    private readonly RecordMember<T>[] _members;
    private readonly int _longestName;
    private readonly bool _isArray;

    // Which member has each place of the array, Unknown where none has; empty for a map.
    private readonly int[] _places;

    // Null where the object is built empty and its members are set.
    private readonly ConstructorInvoker? _constructor;
    private readonly object?[] _defaultArguments;

    public RecordFormatter(RecordLayout layout, RecordMember<T>[] members)
    {
        _members = members;
        foreach (var member in members)
        {
            _longestName = Math.Max(_longestName, member.Utf8Name.Length);
        }

        _isArray = layout.IsArray;
        _places = layout.IsArray ? new int[members[^1].Layout.Index + 1] : [];
        _places.AsSpan().Fill(Unknown);
        for (int i = 0; i < members.Length && layout.IsArray; i++)
        {
            _places[members[i].Layout.Index] = i;
        }

        _constructor = layout.Constructor is { } constructor ? ConstructorInvoker.Create(constructor) : null;
        _defaultArguments = new object?[layout.Constructor?.GetParameters().Length ?? 0];
        foreach (var member in members)
        {
            if (member.Layout.Parameter is { } parameter)
            {
                _defaultArguments[parameter.Position] = member.DefaultValue;
            }
        }
    }

    public void Write(ref MessageWriter writer, T? value)
    {
        // Asked of the type first: comparing a struct with null boxes it where the compiler does not optimise.
        if (!typeof(T).IsValueType && value is null)
        {
            writer.WriteNil();
            return;
        }

        if (!typeof(T).IsValueType && value!.GetType() != typeof(T)) // not null: see above
        {
            throw new MessageSerializationException(
                $"A {value.GetType()} stands where {typeof(T)} is declared, and would arrive without what is its own; "
                + "declare the exact type, name it with [Union] on an abstract base, or register a formatter with MessageFormatter.Register.");
        }

        int index = 0;
        T owner = value!; // not null: see above
        try
        {
            if (_isArray)
            {
                WriteArray(ref writer, ref owner, ref index);
            }
            else
            {
                WriteMap(ref writer, ref owner, ref index);
            }
        }
        catch (MessageSerializationException error)
        {
            error.AddMember(typeof(T), _members[index].Name);
            throw;
        }
        catch (Exception error) when (error is not (ProcessingException or OutOfMemoryException))
        {
            throw new MessageSerializationException($"Reading '{_members[index].Name}' of {typeof(T)} failed: {error.Message}", error);
        }
    }

    public T? Read(ref MessageReader reader)
    {
        if (!typeof(T).IsValueType && reader.TryReadNil())
        {
            return default;
        }

        long start = reader.Consumed;
        try
        {
            return _constructor is null ? ReadSettable(ref reader) : ReadConstructed(ref reader, _constructor);
        }
        catch (Exception error) when (error is not (ProcessingException or OutOfMemoryException))
        {
            // Constructors and setters are free to refuse what a peer made up; for the reader that is one more illegal message.
            throw new WireFormatException($"{typeof(T)} refused the values that the message has for it: {error.Message}", start, error);
        }
    }

    private void WriteMap(ref MessageWriter writer, ref T value, ref int index)
    {
        writer.WriteMapHeader(_members.Length);
        for (; index < _members.Length; index++)
        {
            writer.WriteRaw(_members[index].EncodedName);
            _members[index].Write(ref writer, ref value);
        }
    }

    private void WriteArray(ref MessageWriter writer, ref T value, ref int index)
    {
        writer.WriteArrayHeader(_places.Length);
        foreach (int at in _places)
        {
            if (at == Unknown)
            {
                writer.WriteNil();
                continue;
            }

            index = at;
            _members[at].Write(ref writer, ref value);
        }
    }
}
