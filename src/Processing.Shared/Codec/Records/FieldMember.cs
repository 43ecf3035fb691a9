using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>A field, reached through a method made for it, or by reflection where none can be made.</summary>
internal sealed class FieldMember<TOwner, TValue> : RecordMember<TOwner, TValue>
{
    private readonly FieldInfo _field;

    // Null where there is no JIT.
    private readonly Place? _place;

    public FieldMember(RecordMemberLayout layout)
        : base(layout)
    {
        _field = (FieldInfo)layout.Member;
        _place = RuntimeFeature.IsDynamicCodeSupported ? MakePlace(_field) : null;
    }

    private delegate ref TValue Place(ref TOwner owner);

    // A field's value is null only where its type allows it.
    protected override TValue Get(ref TOwner owner) => _place is not null ? _place(ref owner) : (TValue)_field.GetValue(owner)!;

    protected override void SetValue(ref TOwner owner, TValue value)
    {
        if (_place is not null)
        {
            _place(ref owner) = value;
            return;
        }

        object boxed = owner!; // an owner is never null: it was built by the formatter
        _field.SetValue(boxed, value);
        owner = (TOwner)boxed;
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called only where dynamic code is supported.")]
    private static Place MakePlace(FieldInfo field)
    {
        var method = new DynamicMethod(
            $"PlaceOf{field.Name}", typeof(TValue).MakeByRefType(), [typeof(TOwner).MakeByRefType()], typeof(FieldMember<TOwner, TValue>).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        if (!typeof(TOwner).IsValueType)
        {
            code.Emit(OpCodes.Ldind_Ref);
        }

        code.Emit(OpCodes.Ldflda, field);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Place>();
    }
}
