namespace Processing;

public abstract partial class MemberFormatter<T>
{
    private const int Unknown = -1;

    /// <summary>Reads how many members the message has for the value.</summary>
    protected int ReadHeader(ref MessageReader reader) => _isArray ? reader.ReadArrayHeader() : reader.ReadMapHeader();

    /// <summary>
    /// Reads up to the value of one member and returns the member's index; -1 where the value is to be skipped: an unknown or a computed one.
    /// </summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="position">How many members were read before.</param>
    /// <param name="seen">For each member whether the message has it.</param>
    protected int ReadKey(ref MessageReader reader, int position, scoped Span<bool> seen)
    {
        int index = _isArray ? MemberAt(position, seen) : ReadName(ref reader, position, seen);
        return index != Unknown && _members[index].IsRestored ? index : Unknown;
    }

    private int MemberAt(int place, scoped Span<bool> seen)
    {
        int index = place < _places.Length ? _places[place] : Unknown;
        if (index != Unknown)
        {
            seen[index] = true;
        }

        return index;
    }

    /// <summary>
    /// Reads a member's name and returns its index. Members mostly come in the order they are written in, so that one is looked for where the
    /// message stands, without taking the name out of it.
    /// </summary>
    private int ReadName(ref MessageReader reader, int expected, scoped Span<bool> seen)
    {
        long start = reader.Consumed;
        int index = expected < _members.Length && reader.TryReadEncoded(_members[expected].EncodedName) ? expected : ReadAnyName(ref reader);
        if (index != Unknown)
        {
            if (seen[index])
            {
                throw new WireFormatException($"The message names '{_members[index].Name}' of {typeof(T)} twice.", start);
            }

            seen[index] = true;
        }

        return index;
    }

    private int ReadAnyName(ref MessageReader reader)
    {
        Span<byte> name = stackalloc byte[_longestName];
        int length = reader.ReadUtf8Into(name);
        if (length < 0)
        {
            reader.Skip();
            return Unknown;
        }

        name = name[..length];
        for (int i = 0; i < _members.Length; i++)
        {
            if (name.SequenceEqual(_members[i].Utf8Name))
            {
                return i;
            }
        }

        return Unknown;
    }
}
