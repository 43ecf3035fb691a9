using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Processing;

/// <summary>The members that travel of a type with <see cref="MessageAttribute"/>: each under its key, base types first.</summary>
internal sealed class ContractMembers(MessageAttribute contract)
{
    private const BindingFlags Declared
        = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly List<RecordMemberLayout> _members = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<int> _indexes = [];
    private string? _flaw;

    /// <summary>The members; with the reason in words where keys are missing, double or of two kinds.</summary>
    public List<RecordMemberLayout> Find([DynamicallyAccessedMembers(RecordLayout.Needed)] Type type, out string? flaw)
    {
        var line = LineOf(type);
        foreach (var level in line)
        {
            AddProperties(level, line);
        }

        foreach (var level in line)
        {
            AddFields(level);
        }

        if (_indexes.Count > 0 && _names.Count > 0)
        {
            _flaw ??= "some of its keys are numbers and some are names; give all members the same kind";
        }

        flaw = _flaw;
        return _members;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The members of a base type that travel are used where they are made and read.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    private static List<Type> LineOf(Type type)
    {
        var line = new List<Type>();
        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            line.Insert(0, level);
        }

        return line;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The members of a base type that travel are used where they are made and read.")]
    private void AddProperties(Type level, List<Type> line)
    {
        foreach (var property in level.GetProperties(Declared))
        {
            var key = property.GetCustomAttribute<KeyAttribute>(inherit: true);
            bool isPublic = property.GetMethod is { IsPublic: true };
            if (property.GetIndexParameters().Length == 0 && property.GetMethod is not null
                && PlainMembers.IsStorable(property.PropertyType) && !IsOverriddenLater(property, line)
                && (key is not null || isPublic))
            {
                // A key on the member says that its setter is meant to be used, whoever may call it otherwise.
                bool isSettable = property.SetMethod is { } setter && (setter.IsPublic || key is not null);
                Add(property, property.PropertyType, isSettable, key);
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The members of a base type that travel are used where they are made and read.")]
    private void AddFields(Type level)
    {
        foreach (var field in level.GetFields(Declared))
        {
            var key = field.GetCustomAttribute<KeyAttribute>(inherit: true);
            if (PlainMembers.IsStorable(field.FieldType) && (key is not null || field.IsPublic))
            {
                Add(field, field.FieldType, !field.IsInitOnly, key);
            }
        }
    }

    private void Add(MemberInfo member, Type type, bool isSettable, KeyAttribute? key)
    {
        if (member.IsDefined(typeof(IgnoreMemberAttribute), inherit: true))
        {
            return;
        }

        string? name = key?.Name ?? (contract.KeyAsName && key?.Index is null ? member.Name : null);
        if (name is not null)
        {
            _flaw ??= _names.Add(name) ? null : $"two of its members have the key '{name}'";
            _members.Add(new RecordMemberLayout(member, type, isSettable, name));
            return;
        }

        _flaw ??= key?.Index is not { } index ? $"its public member '{member.Name}' needs a [Key] or [IgnoreMember]"
            : index is < 0 or > RecordLayout.MaxIndex ? $"the [Key] of '{member.Name}' must be from 0 to {RecordLayout.MaxIndex}"
            : _indexes.Add(index) ? null
            : $"two of its members have the key {index}";
        _members.Add(new RecordMemberLayout(member, type, isSettable, member.Name, key?.Index ?? 0));
    }

    private static bool IsOverriddenLater(PropertyInfo property, List<Type> line)
    {
        var slot = property.GetMethod!.GetBaseDefinition(); // only properties with a getter come here
        foreach (var level in line)
        {
            if (level.IsSubclassOf(property.DeclaringType!) && FindGetter(level, property.Name) is { } later
                && (later.GetBaseDefinition() == slot || slot.IsPublic && later.IsPublic))
            {
                return true;
            }
        }

        return false;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The members of a base type that travel are used where they are made and read.")]
    private static MethodInfo? FindGetter(Type level, string name)
    {
        foreach (var property in level.GetProperties(Declared))
        {
            if (property.Name == name && property.GetIndexParameters().Length == 0)
            {
                return property.GetMethod;
            }
        }

        return null;
    }
}
