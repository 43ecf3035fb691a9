using System.ComponentModel;

namespace Processing;

/// <summary>
/// Records, classes and structs as maps from name to value, or as arrays where their members have places. Unknown members of a message are
/// read over, missing ones keep their default. How members are reached is the matter of derived classes: generated ones use them directly.
/// </summary>
/// <typeparam name="T">The type whose members travel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class MemberFormatter<T> : IMessageFormatter<T?>
{
    private readonly Type _type = typeof(T); // costs a call where code is shared between types
    private readonly MemberKey[] _members;
    private readonly int _longestName;
    private readonly bool _isArray;

    // Which member has each place of the array, Unknown where none has; empty for a map.
    private readonly int[] _places;

    /// <summary>Creates the formatter of a type with these members.</summary>
    /// <param name="isArray">Whether they stand in an array; otherwise they stand in a map.</param>
    /// <param name="members">The members in the order they are written.</param>
    protected MemberFormatter(bool isArray, params MemberKey[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = members;
        _isArray = isArray;
        _places = isArray ? new int[members[^1].Index + 1] : [];
        _places.AsSpan().Fill(Unknown);
        for (int i = 0; i < members.Length; i++)
        {
            _longestName = Math.Max(_longestName, members[i].Utf8Name.Length);
            if (isArray)
            {
                _places[members[i].Index] = i;
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ref MessageWriter writer, T? value)
    {
        // Asked of the type first: comparing a struct with null boxes it where the compiler does not optimise.
        if (!typeof(T).IsValueType && value is null)
        {
            writer.WriteNil();
            return;
        }

        if (!typeof(T).IsValueType && value!.GetType() != _type) // not null: see above
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

    /// <inheritdoc/>
    public T? Read(ref MessageReader reader)
    {
        if (!typeof(T).IsValueType && reader.TryReadNil())
        {
            return default;
        }

        long start = reader.Consumed;
        try
        {
            return ReadMembers(ref reader);
        }
        catch (Exception error) when (error is not (ProcessingException or OutOfMemoryException))
        {
            // Constructors and setters are free to refuse what a peer made up; for the reader that is one more illegal message.
            throw new WireFormatException($"{typeof(T)} refused the values that the message has for it: {error.Message}", start, error);
        }
    }

    /// <summary>Writes the value of the member at <paramref name="index"/> through <see cref="MessageFormatter"/>.</summary>
    protected abstract void WriteMember(ref MessageWriter writer, ref T value, int index);

    /// <summary>Reads the header and all members, and builds the value.</summary>
    protected abstract T ReadMembers(ref MessageReader reader);

    private void WriteMap(ref MessageWriter writer, ref T value, ref int index)
    {
        writer.WriteMapHeader(_members.Length);
        for (; index < _members.Length; index++)
        {
            writer.WriteRaw(_members[index].EncodedName);
            WriteMember(ref writer, ref value, index);
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
            WriteMember(ref writer, ref value, at);
        }
    }
}
