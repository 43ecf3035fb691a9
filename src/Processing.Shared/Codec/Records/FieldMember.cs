using System.Reflection;

namespace Processing;

/// <summary>A public field, reached by reflection: there is no delegate for a field.</summary>
internal sealed class FieldMember<TOwner, TValue>(RecordMemberLayout layout) : RecordMember<TOwner, TValue>(layout)
{
    private readonly FieldInfo _field = (FieldInfo)layout.Member;

    // A field's value is null only where its type allows it.
    protected override TValue Get(ref TOwner owner) => (TValue)_field.GetValue(owner)!;

    protected override void SetValue(ref TOwner owner, TValue value)
    {
        object boxed = owner!; // an owner is never null: it was built by the formatter
        _field.SetValue(boxed, value);
        owner = (TOwner)boxed;
    }
}
