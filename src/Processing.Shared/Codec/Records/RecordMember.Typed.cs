namespace Processing;

/// <summary>A member whose type is known; how it is reached is the derived type's matter.</summary>
internal abstract class RecordMember<TOwner, TValue>(RecordMemberLayout layout) : RecordMember<TOwner>(layout)
{
    public sealed override object? DefaultValue
        => Layout.Parameter is { HasDefaultValue: true, DefaultValue: TValue value } ? value : default(TValue);

    public sealed override void Write(ref MessageWriter writer, ref TOwner owner) => MessageFormatter.Write(ref writer, Get(ref owner));

    public sealed override void ReadInto(ref MessageReader reader, ref TOwner owner)
        => SetValue(ref owner, MessageFormatter.Read<TValue>(ref reader));

    public sealed override object? Read(ref MessageReader reader) => MessageFormatter.Read<TValue>(ref reader);

    public sealed override void Set(ref TOwner owner, object? value) => SetValue(ref owner, (TValue)value!); // null where TValue allows it

    protected abstract TValue Get(ref TOwner owner);

    protected abstract void SetValue(ref TOwner owner, TValue value);
}
