using System.Reflection;

namespace Processing;

/// <summary>A property of a class, reached through delegates bound to its accessors.</summary>
internal sealed class ClassProperty<TOwner, TValue> : RecordMember<TOwner, TValue>
    where TOwner : class
{
    private readonly Func<TOwner, TValue> _get;
    private readonly Action<TOwner, TValue>? _set;

    public ClassProperty(RecordMemberLayout layout)
        : base(layout)
    {
        var property = (PropertyInfo)layout.Member;
        // A readable member always has its getter; layouts hold no other properties.
        _get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();
        _set = layout.IsSettable ? property.SetMethod!.CreateDelegate<Action<TOwner, TValue>>() : null;
    }

    protected override TValue Get(ref TOwner owner) => _get(owner);

    // Only settable members are set; the others arrive through a constructor.
    protected override void SetValue(ref TOwner owner, TValue value) => _set!(owner, value);
}
