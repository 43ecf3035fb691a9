namespace Processing;

/// <summary>One property or field of <typeparamref name="TOwner"/> that travels.</summary>
internal abstract class RecordMember<TOwner>(RecordMemberLayout layout)
{
    public RecordMemberLayout Layout => layout;

    /// <summary>Writes the member's value.</summary>
    public abstract void Write(ref MessageWriter writer, ref TOwner owner);

    /// <summary>Reads a value and sets the member to it.</summary>
    public abstract void ReadInto(ref MessageReader reader, ref TOwner owner);

    /// <summary>Reads a value for a constructor, or to be set after one ran.</summary>
    public abstract object? Read(ref MessageReader reader);

    /// <summary>Sets the member to a value that <see cref="Read"/> gave.</summary>
    public abstract void Set(ref TOwner owner, object? value);

    /// <summary>The value for a constructor when the message has none.</summary>
    public abstract object? DefaultValue { get; }
}
