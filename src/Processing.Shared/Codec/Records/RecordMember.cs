using System.Buffers;

namespace Processing;

/// <summary>One property or field of <typeparamref name="TOwner"/> that travels.</summary>
internal abstract class RecordMember<TOwner>
{
    protected RecordMember(RecordMemberLayout layout)
    {
        Layout = layout;
        var output = new ArrayBufferWriter<byte>(layout.Key.Length + 1);
        var writer = new MessageWriter(output);
        writer.WriteString(layout.Key);
        writer.Flush();
        EncodedName = output.WrittenSpan.ToArray();
        Utf8Name = System.Text.Encoding.UTF8.GetBytes(layout.Key);
    }

    public RecordMemberLayout Layout { get; }

    public string Name => Layout.Name;

    /// <summary>The name in a map as a MessagePack string.</summary>
    public byte[] EncodedName { get; }

    /// <summary>The bytes of that name alone.</summary>
    public byte[] Utf8Name { get; }

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
