using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Processing;

/// <summary>Members by reflection, where no formatter was generated.</summary>
internal sealed class RecordFormatter<T> : MemberFormatter<T>
{
    private readonly RecordMember<T>[] _members;

    // Null where the object is built empty and its members are set.
    private readonly ConstructorInvoker? _constructor;
    private readonly object?[] _defaultArguments;

    public RecordFormatter(RecordLayout layout, RecordMember<T>[] members)
        : base(layout.IsArray, KeysOf(layout.Members))
    {
        _members = members;
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

    protected override void WriteMember(ref MessageWriter writer, ref T value, int index) => _members[index].Write(ref writer, ref value);

    protected override T ReadMembers(ref MessageReader reader)
        => _constructor is null ? ReadSettable(ref reader) : ReadConstructed(ref reader, _constructor);

    // A loop, not a lambda: a starting child compiles every one of those.
    private static MemberKey[] KeysOf(RecordMemberLayout[] members)
    {
        var keys = new MemberKey[members.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new MemberKey(members[i].Name, members[i].Key, members[i].Index, members[i].IsRestored);
        }

        return keys;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "The layout found the constructor, so it was kept.")]
    private T ReadSettable(ref MessageReader reader)
    {
        T value = Activator.CreateInstance<T>();
        Span<bool> seen = stackalloc bool[_members.Length];
        int count = ReadHeader(ref reader);
        for (int i = 0; i < count; i++)
        {
            int index = ReadKey(ref reader, i, seen);
            if (index < 0)
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
            int index = ReadKey(ref reader, i, seen);
            if (index < 0)
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
}
