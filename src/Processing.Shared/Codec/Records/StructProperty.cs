using System.Reflection;

namespace Processing;

/// <summary>A property of a struct, reached through delegates that take the struct by reference, so that no copy is set in its place.</summary>
internal sealed class StructProperty<TOwner, TValue> : RecordMember<TOwner, TValue>
    where TOwner : struct
{
    private readonly Getter _get;
    private readonly Setter? _set;

    public StructProperty(RecordMemberLayout layout)
        : base(layout)
    {
        var property = (PropertyInfo)layout.Member;
        // A readable member always has its getter; layouts hold no other properties.
        _get = property.GetMethod!.CreateDelegate<Getter>();
        _set = layout.IsSettable ? property.SetMethod!.CreateDelegate<Setter>() : null;
    }

    private delegate TValue Getter(ref TOwner owner);

    private delegate void Setter(ref TOwner owner, TValue value);

    protected override TValue Get(ref TOwner owner) => _get(ref owner);

    // Only settable members are set; the others arrive through a constructor.
    protected override void SetValue(ref TOwner owner, TValue value) => _set!(ref owner, value);
}
