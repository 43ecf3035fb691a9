using System.Buffers;
using System.ComponentModel;
using System.Text;

namespace Processing;

/// <summary>How a member stands in messages. For <see cref="MemberFormatter{T}"/> and generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberKey
{
    /// <summary>Describes a member.</summary>
    /// <param name="name">Its name in the type.</param>
    /// <param name="key">Its name in a map.</param>
    /// <param name="index">Its place in an array; -1 where its type is a map.</param>
    /// <param name="isRestored">Whether what a message has for it goes anywhere; a computed property is only written.</param>
    public MemberKey(string name, string key, int index, bool isRestored)
    {
        Name = name;
        Index = index;
        IsRestored = isRestored;
        var output = new ArrayBufferWriter<byte>(key.Length + 1);
        var writer = new MessageWriter(output);
        writer.WriteString(key);
        writer.Flush();
        EncodedName = output.WrittenSpan.ToArray();
        Utf8Name = Encoding.UTF8.GetBytes(key);
    }

    internal string Name { get; }

    internal int Index { get; }

    internal bool IsRestored { get; }

    /// <summary>The name in a map as a MessagePack string.</summary>
    internal byte[] EncodedName { get; }

    /// <summary>The bytes of that name alone.</summary>
    internal byte[] Utf8Name { get; }
}
