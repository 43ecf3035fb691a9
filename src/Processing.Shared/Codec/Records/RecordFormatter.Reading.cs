using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Processing;

internal sealed partial class RecordFormatter<T>
{
    private const int Unknown = -1;

    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "The layout found the constructor, so it was kept.")]
    private T ReadSettable(ref MessageReader reader)
    {
        T value = Activator.CreateInstance<T>();
        Span<bool> seen = stackalloc bool[_members.Length];
        int count = ReadHeader(ref reader);
        for (int i = 0; i < count; i++)
        {
            int index = _isArray ? MemberAt(i, seen) : ReadName(ref reader, i, seen);
            if (index == Unknown)
            {
                reader.Skip();
                continue;
            }

            _members[index].ReadInto(ref reader, ref value);
        }

        return value;
    }

    private T ReadConstructed(ref MessageReader reader, ConstructorInvoker constructor)
    {
        object?[] arguments = (object?[])_defaultArguments.Clone();
        object?[] settable = new object?[_members.Length];
        Span<bool> seen = stackalloc bool[_members.Length];
        int count = ReadHeader(ref reader);
        for (int i = 0; i < count; i++)
        {
            int index = _isArray ? MemberAt(i, seen) : ReadName(ref reader, i, seen);
            if (index == Unknown)
            {
                reader.Skip();
                continue;
            }

            object? part = _members[index].Read(ref reader);
            if (_members[index].Layout.Parameter is { } parameter)
            {
                arguments[parameter.Position] = part;
            }
            else
            {
                settable[index] = part;
            }
        }

        T value = (T)constructor.Invoke(arguments.AsSpan());
        for (int index = 0; index < _members.Length; index++)
        {
            if (seen[index] && _members[index].Layout is { Parameter: null, IsSettable: true })
            {
                _members[index].Set(ref value, settable[index]);
            }
        }

        return value;
    }

    private int ReadHeader(ref MessageReader reader) => _isArray ? reader.ReadArrayHeader() : reader.ReadMapHeader();

    /// <summary>The index of the member that has a place in the array.</summary>
    private int MemberAt(int place, scoped Span<bool> seen)
    {
        int index = place < _places.Length ? _places[place] : Unknown;
        if (index != Unknown)
        {
            seen[index] = true;
        }

        return index != Unknown && _members[index].Layout.IsRestored ? index : Unknown;
    }

    /// <summary>
    /// Reads a member's name and returns its index. Members mostly come in the order they are written in, so that one is tried first.
    /// </summary>
    private int ReadName(ref MessageReader reader, int expected, scoped Span<bool> seen)
    {
        Span<byte> buffer = stackalloc byte[_longestName];
        long start = reader.Consumed;
        int length = reader.ReadUtf8Into(buffer);
        if (length < 0)
        {
            reader.Skip();
            return Unknown;
        }

        int index = Find(buffer[..length], expected);
        if (index != Unknown)
        {
            if (seen[index])
            {
                throw new WireFormatException($"The message names '{_members[index].Name}' of {typeof(T)} twice.", start);
            }

            seen[index] = true;
        }

        return index != Unknown && _members[index].Layout.IsRestored ? index : Unknown;
    }

    private int Find(scoped ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _members.Length && name.SequenceEqual(_members[expected].Utf8Name))
        {
            return expected;
        }

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
